#include "sandbox/accounts/storage.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/accounts/accounts.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/pdf.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/formats/zip.hpp"
#include "sandbox/records/files.hpp"
#include "text/percent.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::chrono::seconds link_life = clicksign::wire::file_link_lifetime;
constexpr char const* algorithm = "AWS4-HMAC-SHA256";

bool is_there(document const& one, file_kind kind) {
  return kind == file_kind::original ? one.original != nullptr : one.signatures.has_value();
}

std::string stem_of(std::string const& filename) {
  return filename.substr(0, filename.rfind('.'));
}

std::string stored_name(document const& one, file_kind kind) {
  switch (kind) {
  case file_kind::signed_one: return stem_of(one.filename) + "_Clicksign.pdf";
  case file_kind::ziped: return stem_of(one.filename) + "_Clicksign.zip";
  case file_kind::original: break;
  }
  return one.filename;
}

// The date of the document's creation, as at the real service, then the document and the kind of file.
std::string folder_of(document const& one, file_kind kind) {
  std::string const at = amz_text(one.created_at);
  return fmt::format("/{}/{}/{}/{}/{}/{}/{}/{}/", at.substr(0, 4), at.substr(4, 2), at.substr(6, 2), at.substr(9, 2),
                     at.substr(11, 2), at.substr(13, 2), one.id, name_of(kind));
}

std::string signature_of(account_state const& service, std::string const& decoded_path, std::string const& date) {
  return hmac_hex(service.storage_key, decoded_path + '\n' + date);
}

std::string query_value(storage_request const& request, char const* name) {
  auto const found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

storage_answer refusal(int status, std::string const& code, std::string const& message, std::string const& more = {}) {
  std::string xml = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{}</Code><Message>{}</Message>"
                                "{}</Error>",
                                code, message, more);
  return {status, "application/xml", std::make_shared<std::string const>(std::move(xml))};
}

/// Any file becomes a PDF.
std::string pdf_of(document const& one) {
  return extension_of(one.filename) == ".pdf" ? *one.original : make_pdf({"Document " + one.id});
}

/// The Log, as far as the service's help centre tells what is in it (clicksign-rest §21).
std::vector<std::string> log_lines(document const& one, instant at) {
  return {"Log",
          "Rubrica sandbox: no legal validity.",
          "Document " + one.id,
          "SHA-256 of the original:",
          sha256_hex(*one.original),
          fmt::format("{} signature(s); finished {}", *one.signatures, iso_text(at))};
}

std::string signed_bytes(account_state& service, document& one) {
  std::string out = pdf_of(one);
  if (one.closing_revision.empty()) {
    instant const at = one.finished.value_or(service.now());
    one.closing_revision = closing_revision(out, log_lines(one, at), at, service.shared.stamp);
  }
  return out + one.closing_revision;
}

/// The signed files are put together anew each time: stored, they would be three quarters of an envelope's memory.
file_bytes bytes_of(account_state& service, document& one, file_kind kind) {
  if (kind == file_kind::original) return one.original;
  std::string bytes = signed_bytes(service, one);
  if (kind == file_kind::ziped) {
    bytes = make_zip({{stored_name(one, file_kind::original), *one.original}, {stored_name(one, file_kind::signed_one), bytes}});
  }
  return std::make_shared<std::string const>(std::move(bytes));
}

/// The document of a file's path.
std::string document_in(std::string const& path) {
  constexpr int segments_before = 6; // the date and the time
  std::size_t at = 0;
  for (int i = 0; i < segments_before && at != std::string::npos; ++i) at = path.find('/', at + 1);
  if (at == std::string::npos) return {};
  return path.substr(at + 1, path.find('/', at + 1) - at - 1);
}

storage_answer found_file(account_state& service, std::string const& path) {
  std::string const id = document_in(path);
  envelope const* const owner = service.envelopes.of_document(id);
  for (file_kind kind : {file_kind::original, file_kind::signed_one, file_kind::ziped}) {
    document* const one = owner == nullptr ? nullptr : find_by_id(owner->documents, id);
    if (one == nullptr || !is_there(*one, kind) || path != folder_of(*one, kind) + stored_name(*one, kind)) continue;
    std::string const type =
        kind == file_kind::ziped ? std::string("application/zip") : media_type_of_extension(extension_of(path));
    return {200, type, bytes_of(service, *one, kind)};
  }
  return refusal(404, "NoSuchKey", "The specified key does not exist.");
}

} // namespace

char const* name_of(file_kind kind) {
  switch (kind) {
  case file_kind::signed_one: return "signed";
  case file_kind::ziped: return "ziped";
  case file_kind::original: break;
  }
  return "original";
}

std::string file_link(account_state const& service, envelope const& owner, document const& one, file_kind kind) {
  bool const hidden = kind == file_kind::original && !one.source_template.is_null() && owner.draft();
  if (!is_there(one, kind) || hidden) return {};
  std::string const name = stored_name(one, kind);
  std::string const folder = folder_of(one, kind);
  std::string const date = amz_text(service.now());
  std::string const credential = fmt::format("RUBRICASANDBOX/{}/us-east-1/s3/aws4_request", date.substr(0, 8));
  return fmt::format("{}{}{}?X-Amz-Expires={}&X-Amz-Date={}&X-Amz-Security-Token={}&X-Amz-Algorithm={}"
                     "&X-Amz-Credential={}&X-Amz-SignedHeaders=host&X-Amz-Signature={}",
                     service.storage_origin, folder, detail::percent_encoded(name), link_life.count(), date,
                     storage_token(service), algorithm, detail::percent_encoded(credential),
                     signature_of(service, folder + name, date));
}

storage_answer serve_file(account_state& service, storage_request const& request) {
  std::string const date = query_value(request, "X-Amz-Date");
  std::string const signature = query_value(request, "X-Amz-Signature");
  if (request.had_authorization && !signature.empty()) {
    // INFERRED from S3: an Authorization header together with a signed query is an error, so a client that leaks it notices.
    return refusal(400, "InvalidArgument",
                   "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string "
                   "parameter or the Authorization header should be specified");
  }
  auto const made = read_amz_text(date);
  if (!made || signature.empty()) return refusal(403, "AccessDenied", "Access Denied");
  if (signature != signature_of(service, request.path, date)) {
    return refusal(403, "SignatureDoesNotMatch",
                   "The request signature we calculated does not match the signature you provided. Check your key and "
                   "signing method.");
  }
  if (service.now() >= *made + link_life) {
    return refusal(403, "AccessDenied", "Request has expired",
                   fmt::format("<X-Amz-Expires>{}</X-Amz-Expires>", link_life.count()));
  }
  return found_file(service, request.path);
}

storage_answer corrupt(storage_answer whole, fault kind) {
  switch (kind) {
  case fault::status_429: return refusal(503, "SlowDown", "Please reduce your request rate."); // S3 has no 429
  case fault::status_500: return refusal(500, "InternalError", "We encountered an internal error. Please try again.");
  case fault::status_503: return refusal(503, "ServiceUnavailable", "Service is unable to handle request.");
  case fault::html_200: {
    reply page = html_reply(200, "Login", "Entre com a sua conta para continuar.");
    return {200, std::move(page.content_type), std::make_shared<std::string const>(std::move(page.body))};
  }
  case fault::truncated: whole.end = ending::cut; break;
  case fault::reset_before_commit:
  case fault::commit_then_reset: whole.end = ending::reset; break;
  default: break;
  }
  return whole;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
