#include "http/curl/curl_global.hpp"

#include <curl/curl.h>
#include <openssl/opensslv.h>
#include <openssl/x509.h>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr unsigned int oldest_version = 0x075500; // 7.85.0

curl_facts initialise() {
  curl_facts facts;
  bool const initialised = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  curl_version_info_data const* info = curl_version_info(CURLVERSION_NOW);
  // A library older than the one we were built with would ignore options that we rely on.
  facts.usable = initialised && info->version_num >= oldest_version;
  std::string_view const tls = info->ssl_version == nullptr ? "" : info->ssl_version;
  // "(OpenSSL/3.0.11) GnuTLS/3.7" names an OpenSSL that is not used: only a text that begins with OpenSSL counts.
  facts.shares_openssl = tls.rfind("OpenSSL/" + std::to_string(OPENSSL_VERSION_MAJOR) + ".", 0) == 0;
  facts.ca_file = info->cainfo == nullptr ? X509_get_default_cert_file() : info->cainfo;
  return facts;
}

} // namespace

curl_facts const& curl_runtime() {
  // Never destroyed, so that destructors of the caller's static objects may still use transports.
  static curl_facts const& facts = *new curl_facts(initialise());
  return facts;
}

} // namespace detail
RUBRICA_END_NAMESPACE
