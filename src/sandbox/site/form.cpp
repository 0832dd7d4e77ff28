#include "sandbox/site/form.hpp"

#include "sandbox/formats/text.hpp"

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

/// The value of a parameter such as `boundary` or `name`, with or without quotation marks.
std::string parameter_of(std::string_view header, std::string_view name) {
  std::string const wanted = std::string(name) + '=';
  for (auto at = header.find(wanted); at != std::string_view::npos; at = header.find(wanted, at + 1)) {
    bool const whole = at == 0 || header[at - 1] == ' ' || header[at - 1] == ';'; // not `filename=` for `name=`
    if (!whole) continue;
    std::string_view value = header.substr(at + wanted.size());
    if (value.substr(0, 1) == "\"") {
      value.remove_prefix(1);
      return std::string(value.substr(0, value.find('"')));
    }
    return std::string(value.substr(0, value.find_first_of("; \r\n")));
  }
  return {};
}

void read_part(std::string_view part, posted_form& into) {
  auto const blank = part.find("\r\n\r\n");
  if (blank == std::string_view::npos) return;
  std::string_view const head = part.substr(0, blank);
  std::string_view const content = part.substr(blank + 4);
  std::string const name = parameter_of(head, "name");
  if (head.find("filename=") == std::string_view::npos) {
    into.fields.emplace(name, content);
    return;
  }
  into.files[name] = {name, parameter_of(head, "filename"), content.size()};
}

void read_parts(std::string_view body, std::string const& boundary, posted_form& into) {
  std::string const mark = "--" + boundary;
  auto at = body.find(mark);
  while (at != std::string_view::npos) {
    auto const begin = at + mark.size() + 2; // after the line break
    auto const end = body.find("\r\n" + mark, begin);
    if (end == std::string_view::npos) return;
    read_part(body.substr(begin, end - begin), into);
    at = end + 2;
  }
}

bool is_loopback(std::string host) {
  host.resize(std::min(host.rfind(':'), host.size()));
  return host == "127.0.0.1" || host == "localhost";
}

} // namespace

std::string posted_form::field(std::string const& name) const {
  auto const found = fields.lower_bound(name);
  return found == fields.end() || found->first != name ? std::string() : found->second;
}

posted_form read_form(http_request const& request) {
  posted_form out;
  std::string const type = request.header("Content-Type");
  if (lower(type).rfind("multipart/form-data", 0) == 0) {
    std::string const boundary = parameter_of(type, "boundary");
    if (!boundary.empty()) read_parts(request.body, boundary, out);
  } else {
    read_pairs(request.body, out.fields);
  }
  return out;
}

bool is_foreign(http_request const& request) {
  std::string const host = request.header("Host");
  if (!is_loopback(host)) return true; // a name that somebody else made lead here
  std::string const origin = request.header("Origin");
  if (!origin.empty()) return origin != "http://" + host;
  std::string const site = request.header("Sec-Fetch-Site");
  return !site.empty() && site != "same-origin" && site != "none";
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
