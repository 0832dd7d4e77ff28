#pragma once

#include <rubrica/core/export.hpp>

#include <openssl/crypto.h>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Overwrites all memory of a text that may hold a secret, beyond its present length too, and empties it.
inline void cleanse(std::string& text) noexcept {
  text.resize(text.capacity()); // does not allocate
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

/// Like `append`, but overwrites the old buffer when the text moves to a larger one.
inline void append_secretly(std::string& text, std::string_view more) {
  if (text.capacity() - text.size() >= more.size()) {
    text.append(more);
    return;
  }
  std::string larger;
  larger.reserve(2 * text.size() + more.size());
  larger.append(text).append(more);
  text.swap(larger);
  cleanse(larger);
}

/// Cleanses a text at the end of a scope.
class cleansed_at_end {
public:
  explicit cleansed_at_end(std::string& text) noexcept : text_(text) {}
  ~cleansed_at_end() { cleanse(text_); }
  cleansed_at_end(cleansed_at_end const&) = delete;
  cleansed_at_end& operator=(cleansed_at_end const&) = delete;

private:
  std::string& text_;
};

} // namespace detail
RUBRICA_END_NAMESPACE
