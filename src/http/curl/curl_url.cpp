#include "http/curl/curl_url.hpp"

#include "http/internal_address.hpp"

#include <rubrica/http/headers.hpp>

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

struct url_free {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct text_free {
  void operator()(char* text) const { curl_free(text); }
};

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  std::unique_ptr<char, text_free> const owner(text);
  return text;
}

// At this point libcurl has turned other spellings (127.1, 0x7f000001) into dotted form.
bool is_loopback(std::string const& host) {
  if (http::same_name(host, "localhost") || host == "[::1]") return true;
  unsigned char address[4];
  return inet_pton(AF_INET, host.c_str(), address) == 1 && address[0] == 127;
}

// libcurl's own limit is 8,000,000; when it refuses a URL, it keeps the URL of the previous call.
constexpr std::size_t longest_unparsed = 8000;

bool is_plain_ascii(std::string_view url) {
  return std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// Everything up to the path; nothing where no path follows.
std::string start_of(std::string const& url, std::size_t path) {
  return path == std::string::npos || url[path] != '/' ? std::string() : url.substr(0, path + 1);
}

error_info refused(std::string_view why) {
  return make_error(errc::invalid_argument, why);
}

} // namespace

result<curl_target> check_url(std::string const& url) {
  if (!is_plain_ascii(url)) return refused("the URL holds a blank, a control character or a letter outside ASCII");
  std::unique_ptr<CURLU, url_free> const parsed(curl_url());
  if (parsed == nullptr || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return refused("the URL cannot be used, or it holds a user name");
  }
  std::string const scheme = part(parsed.get(), CURLUPART_SCHEME);
  std::string const host = part(parsed.get(), CURLUPART_HOST);
  curl_target target;
  target.plain = scheme == "http";
  // libcurl also accepts one slash, or three.
  std::size_t const authority = url.find("://");
  if (authority != scheme.size() || url[authority + 3] == '/') return refused("the URL is not of the form https://host/path");
  if (host.empty()) return refused("the URL names no host");
  std::size_t const behind = url.find_first_of("/?#", authority + 3);
  // libcurl 7.85 takes an empty user name for none.
  if (url.find('@', authority) < behind) return refused("the URL holds a user name");
  if (scheme != "https" && !target.plain) return refused("the URL is not https");
  if (target.plain && !is_loopback(host)) return refused("http is allowed to the loopback interface only");
  target.origin = scheme + "://" + host + ":" + part(parsed.get(), CURLUPART_PORT);
  target.start = start_of(url, behind);
  target.host = host;
  target.internal = http::is_internal_host(host);
  return target;
}

bool begins_like(std::string_view start, std::string_view url) {
  bool const same = !start.empty() && url.size() <= longest_unparsed && url.substr(0, start.size()) == start;
  return same && is_plain_ascii(url);
}

} // namespace detail
RUBRICA_END_NAMESPACE
