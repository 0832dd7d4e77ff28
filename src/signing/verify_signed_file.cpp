#include <rubrica/signing/verify_signed_file.hpp>

#include "core/out_of_memory.hpp"
#include "signing/signed_file/contents.hpp"
#include "signing/signed_file/pdf_time.hpp"
#include "signing/signed_file/range_digests.hpp"
#include "signing/signed_file/signature_check.hpp"
#include "signing/signed_file/signature_scan.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view pdf_mark = "%PDF-";
/// How far from the beginning the header of a PDF may be: Acrobat's limit.
constexpr std::size_t pdf_mark_within = 1024;

/// A signature on its way through the checks.
struct candidate {
  signature_dictionary dictionary{};
  signature_finding finding{};
  bool in_form = false; ///< so its range may be followed
};

void refuse(candidate& one, signature_verdict verdict, std::string_view reason) {
  one.finding.signature.verdict = verdict;
  one.finding.signature.reason = reason;
}

void check_form(candidate& one, std::uint64_t file_size) {
  std::string_view const flaw = flaw_of(one.dictionary, file_size);
  one.in_form = flaw.empty();
  if (!one.in_form) refuse(one, signature_verdict::broken, flaw);
}

/// A later signature is added behind all that an earlier one covers. Two that cover each other's holes cannot both have been made.
void check_order(std::vector<candidate>& all) {
  candidate* before = nullptr;
  for (candidate& one : all) {
    if (!one.in_form) continue;
    if (before != nullptr && before->dictionary.covered_end() > one.dictionary.contents_begin) {
      before->in_form = false;
      refuse(*before, signature_verdict::broken, "ByteRange covers a part of a later signature");
    }
    before = &one;
  }
}

signature_finding check_der(std::string_view der, signature_dictionary const& of, trust_store const& trusted, instant now) {
  if (of.subfilter == "adbe.pkcs7.detached" || of.subfilter == "ETSI.CAdES.detached") {
    return check_signature(der, read_pdf_time(of.time), trusted, now);
  }
  if (of.subfilter == "ETSI.RFC3161") return check_document_time_stamp(der, trusted, now);
  signature_finding out;
  out.signature.verdict = signature_verdict::unsupported;
  out.signature.reason = "its SubFilter is not one of those that rubrica checks";
  return out;
}

void check_cms(candidate& one, byte_source& source, trust_store const& trusted, instant now) {
  if (!one.in_form) return;
  auto const contents = read_contents(source, one.dictionary);
  if (contents.flaw.empty()) {
    one.finding = check_der(contents.der, one.dictionary, trusted, now);
  } else {
    refuse(one, signature_verdict::broken, contents.flaw);
  }
}

/// Whether the verdict depends on the bytes of the file.
bool needs_digest(candidate const& one) {
  return one.in_form && one.finding.algorithm != nullptr;
}

void check_digests(std::vector<candidate>& all, byte_source& source) {
  std::vector<covered_range> ranges;
  for (candidate const& one : all) {
    if (!needs_digest(one)) continue;
    ranges.push_back(
        {one.dictionary.contents_begin, one.dictionary.contents_end, one.dictionary.covered_end(), one.finding.algorithm, {}});
  }
  digest_ranges(source, ranges);
  auto range = ranges.begin();
  for (candidate& one : all) {
    if (!needs_digest(one)) continue;
    bool const fits = !range->digest.empty() && range->digest == one.finding.digest;
    ++range;
    if (!fits) refuse(one, signature_verdict::altered, "the file was changed where the signature covers it");
  }
}

pdf_signature finished(candidate& one, std::uint64_t file_size) {
  pdf_signature out = std::move(one.finding.signature);
  out.subfilter = std::move(one.dictionary.subfilter);
  bool const is_time_stamp = out.subfilter == "ETSI.RFC3161" || one.dictionary.is_time_stamp;
  out.kind = is_time_stamp ? signature_kind::document_time_stamp : signature_kind::signature;
  if (out.verdict != signature_verdict::broken) {
    out.covered_end = one.dictionary.covered_end();
    out.appended = file_size - out.covered_end;
  }
  return out;
}

/// Whether the signature was made over the bytes that it covers, by whomever.
bool fits_its_bytes(pdf_signature const& one) {
  bool const checked = one.verdict != signature_verdict::broken && one.verdict != signature_verdict::unsupported;
  return checked && one.verdict != signature_verdict::altered;
}

result<signed_file_report> verify(byte_source& source, trust_store const& trusted, instant now) {
  std::string_view const beginning = source.at(0, pdf_mark_within).substr(0, pdf_mark_within);
  if (beginning.find(pdf_mark) == std::string_view::npos && !source.failed()) {
    return make_error(errc::malformed, "it is no PDF");
  }
  quiet_errors const quiet;
  auto scan = find_signatures(source, most_pdf_signatures);
  if (scan.found.size() > most_pdf_signatures) return make_error(errc::limit_exceeded, "the PDF has too many signatures");
  std::vector<candidate> all;
  for (auto& one : scan.found) all.push_back({std::move(one), {}, false});
  for (candidate& one : all) check_form(one, source.size());
  check_order(all);
  for (candidate& one : all) check_cms(one, source, trusted, now);
  check_digests(all, source);
  if (source.failed()) return make_error(errc::file_error, "reading the file");
  signed_file_report out;
  out.size = source.size();
  if (!all.empty()) {
    out.state = signed_file_state::signed_file;
  } else if (scan.speaks_of_signatures || scan.incomplete) {
    out.state = signed_file_state::unreadable;
  }
  for (candidate& one : all) out.signatures.push_back(finished(one, out.size));
  out.covered_to_end = !all.empty() && fits_its_bytes(out.signatures.back()) && out.signatures.back().appended == 0;
  return out;
}

} // namespace

std::string_view to_string(signed_file_state value) {
  switch (value) {
  case signed_file_state::signed_file: return "signed_file";
  case signed_file_state::unreadable: return "unreadable";
  case signed_file_state::unsigned_file: break;
  }
  return "unsigned_file";
}

bool is_intact(signed_file_report const& report) {
  auto const& all = report.signatures;
  return !all.empty() && report.covered_to_end &&
         std::all_of(all.begin(), all.end(), [](pdf_signature const& one) { return holds(one.verdict); });
}

result<signed_file_report> verify_signed_file(std::string const& path, trust_store const& trusted, instant now) {
  return detail::within_memory([&]() -> result<signed_file_report> {
    if (auto fine = detail::check_path(path, "/path"); !fine) return std::move(fine).error();
    auto file = detail::input_file::open(path);
    if (!file) return std::move(file).error();
    byte_source source(*file);
    auto out = verify(source, trusted, now);
    if (!file->is_unchanged()) return make_error(errc::file_error, "the file was changed while it was read");
    return out;
  });
}

result<signed_file_report> verify_signed_bytes(std::string_view pdf, trust_store const& trusted, instant now) {
  return detail::within_memory([&] {
    byte_source source(pdf);
    return verify(source, trusted, now);
  });
}

} // namespace signing
RUBRICA_END_NAMESPACE
