#include "core/out_of_memory.hpp"
#include "json/duplicate_key_check.hpp"
#include "json/json_location.hpp"
#include "json/json_parse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view not_json = "invalid JSON";

/// Passes nlohmann's events on while they are within the limits.
class guarded_events {
public:
  guarded_events(json_handler& handler, json_limits const& limits)
      : handler_(handler), limits_(limits), deepest_(std::min(limits.depth, json_deepest)) {}

  char const* exceeded() const { return exceeded_; }
  /// The hash of a name that occurs twice in an object.
  std::optional<std::uint64_t> repeated_key() const { return repeated_key_; }
  /// Where nlohmann stopped.
  std::size_t error_at() const { return error_at_; }

  bool null() { return handler_.null(), true; }
  bool boolean(bool value) { return handler_.boolean(value), true; }
  bool number_integer(std::int64_t value) { return value == 0 ? number("-0") : integer(value); }
  bool number_unsigned(std::uint64_t value) { return integer(value); }
  bool number_float(double, std::string_view text) {
    auto const point = text.find_first_not_of("0123456789+-eE.");
    if (point == std::string_view::npos) return number(text);
    // Under setlocale(LC_NUMERIC, "pt_BR") nlohmann's own text contains a comma, because strtod needs it.
    std::string readable(text);
    readable[point] = '.';
    return number(readable);
  }
  bool string(std::string_view text) {
    if (text.size() > limits_.string_bytes) return exceed("string length");
    return handler_.string(text), true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }

  bool start_object(std::size_t) {
    if (!enter()) return false;
    if (!limits_.duplicate_keys) keys_.enter();
    return handler_.begin_object(), true;
  }
  bool key(std::string_view text) {
    if (text.size() > limits_.string_bytes) return exceed("string length");
    if (!limits_.duplicate_keys && !keys_.add(text)) return repeat();
    return handler_.key(text), true;
  }
  bool end_object() {
    --depth_;
    if (!limits_.duplicate_keys && !keys_.leave()) return repeat();
    return handler_.end_object(), true;
  }
  bool start_array(std::size_t) {
    if (!enter()) return false;
    return handler_.begin_array(), true;
  }
  bool end_array() {
    --depth_;
    return handler_.end_array(), true;
  }
  bool parse_error(std::size_t position, std::string const& token, nlohmann::json::exception const& why) {
    constexpr int number_overflow = 406;
    if (why.id == number_overflow && token.size() > limits_.number_characters) return exceed("number length");
    // The place of a misplaced token is its beginning; inside a token it is the invalid byte.
    bool const whole = std::string_view(why.what()).find(" - unexpected string literal") != std::string_view::npos;
    std::size_t const at = whole && token.size() < position ? position - token.size() + 1 : position;
    error_at_ = at == 0 ? 0 : at - 1; // nlohmann counts bytes from 1
    return false;
  }

private:
  template <class Integer> bool integer(Integer value) {
    char text[24];
    auto const end = std::to_chars(text, text + sizeof text, value).ptr;
    return number({text, static_cast<std::size_t>(end - text)});
  }
  bool number(std::string_view text) {
    if (text.size() > limits_.number_characters) return exceed("number length");
    return handler_.number(text), true;
  }
  bool enter() { return ++depth_ <= deepest_ || exceed("depth"); }
  bool repeat() {
    repeated_key_ = keys_.repeated();
    return false;
  }
  bool exceed(char const* limit) {
    exceeded_ = limit;
    return false;
  }

  json_handler& handler_;
  json_limits const& limits_;
  duplicate_key_check keys_;
  std::size_t deepest_;
  std::size_t depth_ = 0;
  char const* exceeded_ = nullptr;
  std::optional<std::uint64_t> repeated_key_;
  std::size_t error_at_ = 0;
};

result<void> read_by_nlohmann(std::string_view text, json_handler& handler, json_limits const& limits) {
  if (text.size() > limits.bytes) return make_error(errc::limit_exceeded, "size");
  if (text.substr(0, 3) == "\xEF\xBB\xBF") return malformed_at(text, 0, not_json); // other parsers refuse it
  guarded_events events(handler, limits);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &events)) {
    // nlohmann takes a NUL for the end of the text; valid JSON never contains one.
    std::size_t const nul = text.find('\0');
    if (nul == std::string_view::npos) return {};
    return malformed_at(text, nul, not_json);
  }
  if (events.exceeded() != nullptr) return make_error(errc::limit_exceeded, events.exceeded());
  if (auto const name = events.repeated_key()) {
    return malformed_at(text, offset_of_repeat(text, *name), "a member is named twice in one object");
  }
  return malformed_at(text, events.error_at(), not_json);
}

} // namespace

result<void> parse_with_nlohmann(std::string_view text, json_handler& handler, json_limits const& limits) {
  return within_memory([&] { return read_by_nlohmann(text, handler, limits); });
}

} // namespace detail
RUBRICA_END_NAMESPACE
