#include "http/curl/tls_store.hpp"

#include "core/per_process.hpp"
#include "http/file.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <map>
#include <memory>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

struct store_free {
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
};
using store_ptr = std::unique_ptr<X509_STORE, store_free>;

struct store_cache {
  std::mutex mutex;
  std::map<std::string, store_ptr> stores;
};

store_ptr load(std::string const& pem_file) {
  if (!input_file::open(pem_file)) return nullptr; // OpenSSL would wait for ever on a FIFO
  store_ptr store(X509_STORE_new());
  if (store == nullptr || X509_STORE_load_file(store.get(), pem_file.c_str()) != 1) {
    // A later caller of OpenSSL on this thread must not find our error in the error queue.
    ERR_clear_error();
    return nullptr;
  }
  // The flags that libcurl sets on its own store: a listed intermediate certificate is trusted by itself.
  X509_STORE_set_flags(store.get(), X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
  return store;
}

} // namespace

result<X509_STORE*> trusted_authorities(std::string const& pem_file) {
  store_cache& cache = of_this_process<store_cache>();
  std::lock_guard<std::mutex> const lock(cache.mutex);
  store_ptr& store = cache.stores[pem_file];
  if (store == nullptr) store = load(pem_file);
  if (store == nullptr) return make_error(errc::file_error, "the file of trusted authorities could not be read");
  return store.get();
}

} // namespace detail
RUBRICA_END_NAMESPACE
