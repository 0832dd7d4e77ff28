#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

RUBRICA_BEGIN_NAMESPACE

/// An access token or a webhook secret. It cannot be streamed, formatted or compared by accident, and its bytes are
/// overwritten when it is destroyed. A null pointer (an unset environment variable) makes an empty secret.
class RUBRICA_EXPORT secret {
  template <class Text>
  static constexpr bool is_text = (std::is_convertible_v<Text const&, const char*> && !std::is_null_pointer_v<Text>) ||
                                  std::is_same_v<Text, std::string> || std::is_same_v<Text, std::string_view>;

public:
  secret() noexcept = default;
  explicit secret(std::string_view text);
  explicit secret(std::string const& text) : secret(std::string_view(text)) {}
  explicit secret(const char* text);
  explicit secret(std::nullptr_t) noexcept {}
  explicit secret(char* text) : secret(static_cast<const char*>(text)) {}
  /// A text does not become a secret by accident: write `.token = rubrica::secret(text)`.
  template <class Text, std::enable_if_t<is_text<Text>, int> = 0> secret(Text const&) {
    static_assert(!is_text<Text>, "a text becomes a secret where you say so: write rubrica::secret(text)");
  }
  secret(secret const& other);
  secret(secret&& other) noexcept;
  secret& operator=(secret other) noexcept;
  ~secret();

  /// The only access to the text. Protecting a copy of it is up to the caller.
  [[nodiscard]] std::string_view reveal() const noexcept { return {bytes_, size_}; }
  /// Whether there is no secret.
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

private:
  char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

/// Compares in a time that depends only on the lengths.
RUBRICA_EXPORT bool constant_time_equal(std::string_view a, std::string_view b) noexcept;

RUBRICA_END_NAMESPACE
