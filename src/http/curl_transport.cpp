#include <rubrica/http/curl_transport.hpp>

#include "detail/curl_global.hpp"
#include "detail/curl_headers.hpp"
#include "detail/curl_pool.hpp"
#include "detail/curl_url.hpp"
#include "detail/sigpipe.hpp"
#include "detail/tls_store.hpp"

namespace rubrica { inline namespace v0_1 { namespace http {
namespace {

result<void> check_time(context const& how) {
  if (how.cancelled != nullptr && how.cancelled->load()) return make_error(errc::cancelled);
  if (how.deadline <= std::chrono::steady_clock::now()) return make_error(errc::timeout);
  return {};
}

result<body_reader> open_body(request const& what) {
  auto const* source = std::get_if<body_source>(&what.body);
  if (source == nullptr || source->size == 0) return body_reader();
  try {
    result<body_reader> reader = source->open ? source->open() : body_reader();
    if (!reader) reader.error().effect = outcome::not_sent;
    if (!reader || *reader) return reader;
    return make_error(errc::invalid_argument, "the request body's source gives no reader");
  } catch (...) {
    return make_error(errc::file_error, "the request body's source threw an exception");
  }
}

} // namespace

class curl_transport::state {
public:
  explicit state(curl_options given) : options(std::move(given)), pool(options.max_idle_connections) {}

  result<void> check_options() const {
    bool const proxy_is_http = options.proxy.empty() || options.proxy.rfind("http://", 0) == 0;
    if (!proxy_is_http) return make_error(errc::invalid_argument, "the proxy is not of the form http://host:port");
    if (is_valid_header_value(options.user_agent)) return {};
    return make_error(errc::invalid_argument, "the user agent holds a control character");
  }

  result<std::unique_ptr<detail::curl_handle>> handle_for(detail::curl_target const& target) {
    if (auto kept = pool.take(target.origin)) return kept;
    detail::curl_facts const& facts = detail::curl_runtime();
    auto handle = facts.usable ? detail::curl_handle::make(options, target) : nullptr;
    if (handle == nullptr) return make_error(errc::connect, "libcurl could not be initialised, or it is older than 7.85");
    if (target.plain) return handle;

    std::string const& ca_file = options.ca_file.empty() ? facts.ca_file : options.ca_file;
    result<X509_STORE*> authorities = nullptr;
    if (facts.shares_openssl) authorities = detail::trusted_authorities(ca_file);
    if (!authorities) return std::move(authorities).error();
    handle->trust(*authorities, ca_file);
    return handle;
  }

  curl_options const options;
  detail::curl_pool pool;
};

curl_transport::curl_transport(curl_options options) : state_(std::make_unique<state>(std::move(options))) {}

curl_transport::~curl_transport() = default;

result<response> curl_transport::send(request const& what, context const& how) {
  if (result<void> checked = state_->check_options(); !checked) return std::move(checked).error();
  if (result<void> checked = detail::check_headers(what); !checked) return std::move(checked).error();
  result<detail::curl_target> target = detail::check_url(what.url);
  if (!target) return std::move(target).error();
  if (result<void> checked = check_time(how); !checked) return std::move(checked).error();

  result<body_reader> reader = open_body(what);
  if (!reader) return std::move(reader).error();
  detail::sigpipe_guard const guard; // before the handle, so that it also covers its end
  auto handle = state_->handle_for(*target);
  if (!handle) return std::move(handle).error();
  result<response> answer = (*handle)->send(what, how, *std::move(reader));
  state_->pool.give_back(*std::move(handle));
  return answer;
}

}}} // namespace rubrica::v0_1::http
