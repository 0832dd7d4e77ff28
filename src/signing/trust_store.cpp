#include <rubrica/signing/trust_store.hpp>

#include "core/out_of_memory.hpp"
#include "http/file.hpp"
#include "signing/signed_file/certificate_chain.hpp"

#include <openssl/pem.h>

#include <limits>
#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::uint64_t largest_file = 16U << 20;

result<trusted_certificates> read_certificates(std::string_view text) {
  constexpr auto longest = static_cast<std::size_t>(std::numeric_limits<int>::max());
  if (text.size() > longest) return make_error(errc::invalid_argument, "the text of trusted certificates is too long");
  quiet_errors const quiet;
  trusted_certificates out;
  out.store.reset(X509_STORE_new());
  openssl_ptr<BIO> const in(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (out.store == nullptr || in == nullptr) throw std::bad_alloc();
  while (openssl_ptr<X509> const one{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
    if (X509_STORE_add_cert(out.store.get(), one.get()) != 1) throw std::bad_alloc();
  }
  // After the last one it does not find another beginning; anything else is a certificate that cannot be read.
  bool const at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  if (!at_end) return make_error(errc::invalid_argument, "a trusted certificate cannot be read");
  out.count = static_cast<std::size_t>(sk_X509_OBJECT_num(X509_STORE_get0_objects(out.store.get())));
  if (out.count == 0) return make_error(errc::invalid_argument, "there is no certificate in PEM");
  return out;
}

result<std::string> read_file(std::string const& path) {
  if (auto fine = detail::check_path(path, "/path"); !fine) return std::move(fine).error();
  auto file = detail::input_file::open(path);
  if (!file) return std::move(file).error();
  if (file->size() > largest_file) return make_error(errc::invalid_argument, "the file of trusted certificates is too large");
  return file->read_all();
}

} // namespace

result<trust_store> trust_store::from_pem(std::string_view text) {
  return detail::within_memory([&]() -> result<trust_store> {
    auto read = read_certificates(text);
    if (!read) return std::move(read).error();
    trust_store out;
    out.certificates_ = std::make_shared<trusted_certificates const>(*std::move(read));
    return out;
  });
}

result<trust_store> trust_store::from_file(std::string const& path) {
  return detail::within_memory([&]() -> result<trust_store> {
    auto const text = read_file(path);
    return text ? from_pem(*text) : text.error();
  });
}

std::size_t trust_store::size() const noexcept {
  return certificates_ == nullptr ? 0 : certificates_->count;
}

} // namespace signing
RUBRICA_END_NAMESPACE
