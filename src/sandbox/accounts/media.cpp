#include "sandbox/accounts/media.hpp"

#include "crypto/base64.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/records/files.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* media_folder = "/media/";
constexpr char const* filename = "/file.docx";

/// The steps to find the file, encoded like the service's own links: `W1siZiIs…` is `[["f",…`.
std::string path_of(document_template const& one) {
  std::string job;
  detail::append_base64(job, json::array({json::array({"f", one.id})}).dump());
  job.resize(job.find_last_not_of('=') + 1);
  return media_folder + job + filename;
}

/// The template of a path made by `path_of`.
std::string template_in(std::string const& path) {
  std::string job = path.substr(std::string_view(media_folder).size());
  job.resize(std::min(job.find('/'), job.size()));
  while (job.size() % 4 != 0) job += '=';
  json const steps = json::parse(detail::decode_base64(job).value_or(""), nullptr, false);
  bool const fits =
      steps.is_array() && steps.size() == 1 && steps[0].is_array() && steps[0].size() == 2 && steps[0][1].is_string();
  return fits ? steps[0][1].get<std::string>() : std::string();
}

std::string sha_of(account_state const& service, std::string const& path) {
  return hmac_hex(service.storage_key, path).substr(0, 16);
}

} // namespace

bool is_media(std::string const& path) {
  return path.rfind(media_folder, 0) == 0;
}

std::string media_link(account_state const& service, document_template const& one) {
  std::string const path = path_of(one);
  return service.api_origin + path + "?sha=" + sha_of(service, path);
}

reply serve_media(accounts const& known, std::string const& path, std::string const& sha) {
  for (auto const& service : known) {
    if (sha != sha_of(*service, path)) continue;
    document_template const* const one = service->templates.find(template_in(path));
    if (one == nullptr || path_of(*one) != path) return text_reply(404, "Not found");
    return {200, *one->original, media_type_of_extension(".docx"), {}};
  }
  return text_reply(403, "Forbidden"); // INFERRED: refusals are not recorded
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
