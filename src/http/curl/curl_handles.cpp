#include "http/curl/curl_handles.hpp"

#include "http/curl/curl_global.hpp"
#include "http/curl/curl_headers.hpp"
#include "http/curl/curl_url.hpp"
#include "http/curl/tls_store.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

namespace {

bool leads_inside(http::request const& request, curl_target const& target) {
  return request.outside_only && target.internal;
}

} // namespace

result<void> curl_handles::check_options() const {
  bool const proxy_is_http = options_.proxy.empty() || options_.proxy.rfind("http://", 0) == 0;
  if (!proxy_is_http) return make_error(errc::invalid_argument, "the proxy is not of the form http://host:port");
  if (http::is_valid_header_value(options_.user_agent)) return {};
  return make_error(errc::invalid_argument, "the user agent holds a control character");
}

result<std::unique_ptr<curl_handle>> curl_handles::take(http::request const& request) {
  if (result<void> checked = check_options(); !checked) return std::move(checked).error();
  if (result<void> checked = check_headers(request); !checked) return std::move(checked).error();
  if (auto kept = pool_.take_for(request.url); kept != nullptr && !leads_inside(request, kept->target())) return kept;
  result<curl_target> target = check_url(request.url);
  if (!target) return std::move(target).error();
  if (leads_inside(request, *target)) return make_error(errc::address_refused, "it is an internal one");
  if (auto kept = pool_.take(target->origin)) return kept;
  return make(*target);
}

result<std::unique_ptr<curl_handle>> curl_handles::make(curl_target const& target) const {
  curl_facts const& facts = curl_runtime();
  auto handle = facts.usable ? curl_handle::make(options_, target) : nullptr;
  if (handle == nullptr) return make_error(errc::connect, "libcurl could not be initialised, or it is older than 7.85");
  if (target.plain) return handle;

  std::string const& ca_file = options_.ca_file.empty() ? facts.ca_file : options_.ca_file;
  result<X509_STORE*> authorities = nullptr;
  if (facts.shares_openssl) authorities = trusted_authorities(ca_file);
  if (!authorities) return std::move(authorities).error();
  handle->trust(*authorities, ca_file);
  return handle;
}

} // namespace detail
RUBRICA_END_NAMESPACE
