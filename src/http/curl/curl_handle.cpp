#include "http/curl/curl_handle.hpp"

#include "http/curl/curl_attempt.hpp"
#include "http/curl/curl_url.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <climits>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How long a raised cancel flag may go unnoticed.
constexpr milliseconds cancel_delay{50};
constexpr milliseconds longest_wait{1000};
constexpr long buffer_size = 64 * 1024;

/// As libcurl takes a time: zero would mean its own default, and a `long` may have 32 bits.
long positive(long long time) {
  return static_cast<long>(std::clamp<long long>(time, 1, INT_MAX));
}

CURLcode set_up_tls(CURL*, void* context, void* authorities) noexcept {
  auto* const tls = static_cast<SSL_CTX*>(context);
  SSL_CTX_set1_cert_store(tls, static_cast<X509_STORE*>(authorities));
  // libcurl would write the session keys into the file that SSLKEYLOGFILE names; the environment must not weaken TLS.
  SSL_CTX_set_keylog_callback(tls, nullptr);
  return CURLE_OK;
}

} // namespace

std::unique_ptr<curl_handle> curl_handle::make(http::curl_options const& options, curl_target const& target) {
  bool const by_proxy = !target.plain && !options.proxy.empty();
  std::unique_ptr<curl_handle> handle(new curl_handle(target, by_proxy));
  if (handle->easy_ == nullptr) return nullptr;
  handle->set_lasting_options(options);
  return handle;
}

curl_handle::curl_handle(curl_target target, bool by_proxy)
    : target_(std::move(target)), by_proxy_(by_proxy), easy_(curl_easy_init()) {}

curl_handle::~curl_handle() {
  curl_easy_cleanup(easy_);
  if (multi_ != nullptr) curl_multi_cleanup(multi_);
}

void curl_handle::set_lasting_options(http::curl_options const& options) {
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_NOPROGRESS, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy_, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy_, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(easy_, CURLOPT_PATH_AS_IS, 1L);
  // Set even when empty: otherwise libcurl reads http_proxy, https_proxy and no_proxy from the environment. Plain http goes to
  // this machine only, so an external proxy must not see it.
  curl_easy_setopt(easy_, CURLOPT_PROXY, by_proxy_ ? options.proxy.c_str() : "");
  curl_easy_setopt(easy_, CURLOPT_NOPROXY, "");
  // The proxy gets neither the token nor any other field, and its own answer is not the server's.
  curl_easy_setopt(easy_, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  curl_easy_setopt(easy_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, options.user_agent.empty() ? nullptr : options.user_agent.c_str());
  curl_easy_setopt(easy_, CURLOPT_MAXAGE_CONN, positive(options.idle_connection_age.count()));
  curl_easy_setopt(easy_, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, buffer_size);
  curl_easy_setopt(easy_, CURLOPT_UPLOAD_BUFFERSIZE, buffer_size);
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L); // do not wait for a name lookup that takes longer than the deadline
#endif
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, positive(options.connect_timeout.count()));
  curl_easy_setopt(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_transfer::install(easy_);
}

void curl_handle::trust(X509_STORE* authorities, std::string const& ca_file) {
  // With a CA directory, which Debian's libcurl has by default, it reads all authorities again for each connection.
  curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(easy_, CURLOPT_CAINFO, authorities == nullptr ? ca_file.c_str() : nullptr);
  if (authorities == nullptr) return;
  curl_easy_setopt(easy_, CURLOPT_SSL_CTX_FUNCTION, &set_up_tls);
  curl_easy_setopt(easy_, CURLOPT_SSL_CTX_DATA, authorities);
}

result<http::response> curl_handle::send(http::request const& request, http::context const& limits) {
  if (result<void> checked = check_time(limits); !checked) return std::move(checked).error();
  result<http::body_reader> reader = open_body(request);
  if (!reader) return std::move(reader).error();
  if (!has_multi()) return make_error(errc::connect, "libcurl could not be initialised");
  curl_attempt attempt(*this, request, limits, *std::move(reader));
  return attempt.finish(run(attempt, limits));
}

bool curl_handle::has_multi() {
  if (multi_ != nullptr) return true;
  multi_ = curl_multi_init();
  if (multi_ != nullptr) curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, 1L);
  return multi_ != nullptr;
}

CURLcode curl_handle::run(curl_attempt& attempt, http::context const& limits) {
  if (curl_multi_add_handle(multi_, easy_) != CURLM_OK) return CURLE_FAILED_INIT;
  CURLcode code = CURLE_FAILED_INIT;
  for (int running = 1; curl_multi_perform(multi_, &running) == CURLM_OK;) {
    int queued = 0;
    if (CURLMsg const* message = curl_multi_info_read(multi_, &queued)) {
      code = message->data.result;
      break;
    }
    if (attempt.is_answered()) {
      code = CURLE_OK;
      break;
    }
    if (!attempt.may_go_on()) break;
    auto const left = limits.deadline - steady_clock::now();
    auto const wait = std::min<steady_clock::duration>(left, limits.cancelled == nullptr ? longest_wait : cancel_delay);
    auto const rounded = static_cast<int>(std::chrono::duration_cast<milliseconds>(wait).count()) + 1;
    if (curl_multi_poll(multi_, nullptr, 0, rounded, nullptr) != CURLM_OK) break;
    attempt.resume();
  }
  curl_multi_remove_handle(multi_, easy_);
  return code;
}

} // namespace detail
RUBRICA_END_NAMESPACE
