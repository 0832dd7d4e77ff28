#include "http/curl/curl_error.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

// A switch over int, because newer versions of libcurl have codes that the oldest supported version does not have.
errc classify(CURLcode code, bool started) noexcept {
  switch (static_cast<int>(code)) {
  case CURLE_COULDNT_RESOLVE_PROXY:
  case CURLE_COULDNT_RESOLVE_HOST: return started ? errc::connection_lost : errc::dns;
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_SSL_ENGINE_NOTFOUND:
  case CURLE_SSL_ENGINE_SETFAILED:
  case CURLE_SSL_CERTPROBLEM:
  case CURLE_SSL_CIPHER:
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_USE_SSL_FAILED:
  case CURLE_SSL_ENGINE_INITFAILED:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_SHUTDOWN_FAILED:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
  case CURLE_SSL_INVALIDCERTSTATUS:
  case CURLE_SSL_CLIENTCERT: return started ? errc::connection_lost : errc::tls;
  case CURLE_COULDNT_CONNECT:
  case CURLE_GOT_NOTHING:
  case CURLE_SEND_ERROR:
  case CURLE_RECV_ERROR:
  case CURLE_PARTIAL_FILE:
  case CURLE_SEND_FAIL_REWIND:
  // libcurl only limits connecting; the deadline is ours.
  case CURLE_OPERATION_TIMEDOUT:
  case CURLE_HTTP2:
  case CURLE_HTTP2_STREAM:
  case CURLE_PROXY:
  // Our own refusal to send a request twice; other refusals of our callbacks are known by their reason.
  case CURLE_ABORTED_BY_CALLBACK: return started ? errc::connection_lost : errc::connect;
  case CURLE_UNSUPPORTED_PROTOCOL:
  case CURLE_URL_MALFORMAT: return started ? errc::protocol : errc::invalid_argument;
  // A header line over libcurl's own limit: 7.x reports that as out of memory, 8.x with a code of its own (100).
  case CURLE_OUT_OF_MEMORY:
  case CURLE_FILESIZE_EXCEEDED:
  case 100: return started ? errc::too_large : errc::connect;
  default: return started ? errc::protocol : errc::connect;
  }
}

} // namespace detail
RUBRICA_END_NAMESPACE
