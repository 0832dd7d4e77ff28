#include "signing/signed_file/contents.hpp"

#include "signing/signed_file/openssl_handles.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// A signature with its chain and time stamps takes some 20 KB, with lists of revoked certificates in it some hundred.
constexpr std::size_t largest_value = 4 * 1024 * 1024;
constexpr std::size_t deepest_value = 64;

/// Decodes the digits as they come. Only zeros may stand behind the largest value.
class digits_reader {
public:
  /// False when the digit may not stand here.
  bool take(char digit) {
    int const value = detail::hex_digit(digit);
    // One program wrote all of them, in one case; then no letter was changed since.
    (digit >= 'a' ? has_lower_ : has_upper_) |= value >= 10;
    if (value < 0 || (has_lower_ && has_upper_)) return false;
    if (bytes_.size() == largest_value) return value == 0;
    if (half_ < 0) {
      half_ = value;
      return true;
    }
    bytes_ += static_cast<char>(half_ * 16 + value);
    half_ = -1;
    return true;
  }

  /// A half at the end is the first one of a byte.
  std::string finish() {
    if (half_ >= 0) bytes_ += static_cast<char>(half_ * 16);
    return std::move(bytes_);
  }

private:
  std::string bytes_;
  bool has_lower_ = false;
  bool has_upper_ = false;
  int half_ = -1;
};

/// Walks through a value of ASN.1 to find its end, which OpenSSL tells only of values that it understands. PDFs should contain DER,
/// but BER, whose lengths may be open, is common in them.
class value_walker {
public:
  explicit value_walker(std::string_view bytes)
      : at_(reinterpret_cast<unsigned char const*>(bytes.data())), end_(at_ + bytes.size()) {}

  /// The size of the first value; nothing when it is cut, too deep, or has parts in no possible form.
  std::optional<std::size_t> size() {
    unsigned char const* const begin = at_;
    do {
      if (!step()) return std::nullopt;
      while (!open_.empty() && !open_.back().endless && at_ == open_.back().end) open_.pop_back();
    } while (!open_.empty());
    return static_cast<std::size_t>(at_ - begin);
  }

private:
  struct container {
    unsigned char const* end; ///< of the container, or of the one around it
    bool endless;             ///< two zero bytes end it
  };

  bool step() {
    unsigned char const* const limit = open_.empty() ? end_ : open_.back().end;
    bool const ends = limit - at_ >= 2 && at_[0] == 0 && at_[1] == 0;
    if (ends && !open_.empty() && open_.back().endless) {
      at_ += 2;
      open_.pop_back();
      return true;
    }
    unsigned char const* content = at_;
    long size = 0;
    int tag = 0;
    int tag_class = 0;
    int const form = ASN1_get_object(&content, &size, &tag, &tag_class, static_cast<long>(limit - at_));
    bool const failed = (form & 0x80) != 0;
    bool const is_container = (form & V_ASN1_CONSTRUCTED) != 0;
    if (failed || open_.size() == deepest_value) return false;
    if (tag_class == V_ASN1_UNIVERSAL && !may_be(tag, is_container)) return false;
    bool const endless = (form & 1) != 0;
    if (is_container) open_.push_back({endless ? limit : content + size, endless});
    at_ = is_container ? content : content + size;
    return true;
  }

  static bool may_be(int tag, bool is_container) {
    if (tag == V_ASN1_SEQUENCE || tag == V_ASN1_SET) return is_container;
    return tag != V_ASN1_EOC && (tag == V_ASN1_OCTET_STRING || !is_container);
  }

  unsigned char const* at_;
  unsigned char const* end_;
  std::vector<container> open_;
};

} // namespace

signature_contents read_contents(byte_source& source, signature_dictionary const& of) {
  digits_reader digits;
  std::uint64_t const end = of.contents_end - 1;
  for (std::uint64_t at = of.contents_begin + 1; at < end;) {
    std::string_view const part = source.at(at).substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(end - at, 1U << 20)));
    if (part.empty()) return {{}, "Contents cannot be read"};
    for (char const digit : part) {
      if (!digits.take(digit)) return {{}, "Contents is not a value in hexadecimal digits of one case, with zeros after it"};
    }
    at += part.size();
  }
  std::string value = digits.finish();
  auto const size = value_walker(value).size();
  if (!size) return {{}, "Contents is not a complete value of ASN.1"};
  if (value.find_first_not_of('\0', *size) != std::string::npos) return {{}, "Contents has more than zeros after its value"};
  value.resize(*size);
  return {std::move(value), {}};
}

} // namespace signing
RUBRICA_END_NAMESPACE
