#pragma once

#include <rubrica/signing/verify_signed_file.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

/// A PDF's signatures as JSON: one object for the file, then one for each signature.
class signature_lines {
public:
  using json = nlohmann::ordered_json;

  explicit signature_lines(bool reveal) : reveal_(reveal) {}

  /// `trust` is a file of certificates in PEM; empty: nobody is trusted.
  [[nodiscard]] rubrica::result<json> of(std::string const& pdf, std::string const& trust) const {
    rubrica::signing::trust_store trusted;
    if (!trust.empty()) {
      auto read = rubrica::signing::trust_store::from_file(trust);
      if (!read) return read.error();
      trusted = *std::move(read);
    }
    auto const now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    auto const report = rubrica::signing::verify_signed_file(pdf, trusted, now);
    if (!report) return report.error();
    json out = json::array({{{"state", to_string(report->state)},
                             {"intact", is_intact(*report)},
                             {"covered_to_end", report->covered_to_end},
                             {"signatures", report->signatures.size()},
                             {"size", report->size}}});
    for (auto const& one : report->signatures) out.push_back(line_of(one));
    return out;
  }

private:
  [[nodiscard]] json line_of(rubrica::signing::pdf_signature const& one) const {
    auto const& by = one.certificate;
    json out = {{"kind", to_string(one.kind)},
                {"verdict", to_string(one.verdict)},
                {"reason", text(one.reason)},
                {"signer", text(by.common_name)},
                {"cpf", text(by.cpf)},
                {"cnpj", text(by.cnpj)},
                {"issuer", text(by.issuer)},
                {"serial_number", text(by.serial_number)},
                {"fingerprint", text(by.fingerprint)},
                {"not_before", nullptr},
                {"not_after", nullptr},
                {"signed_at", nullptr},
                {"signed_at_by", to_string(one.signed_at_by)},
                {"digest", text(one.digest)},
                {"subfilter", text(one.subfilter)},
                {"covered_end", one.covered_end},
                {"appended", one.appended}};
    if (!by.fingerprint.empty()) {
      out["not_before"] = rubrica::timestamp(by.not_before).text();
      out["not_after"] = rubrica::timestamp(by.not_after).text();
    }
    if (one.signed_at) out["signed_at"] = rubrica::timestamp(*one.signed_at).text();
    return out;
  }

  static json text(std::string const& value) { return value.empty() ? json() : json(value); }

  [[nodiscard]] json text(rubrica::personal const& value) const {
    return text(value.empty() || reveal_ ? value.reveal() : value.masked());
  }

  bool reveal_;
};
