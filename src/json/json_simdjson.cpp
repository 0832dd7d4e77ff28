#include "core/out_of_memory.hpp"
#include "json/duplicate_key_check.hpp"
#include "json/json_parse.hpp"
#include "json/json_token.hpp"

#include <openssl/crypto.h>

// Its checks of correct use are for debugging, and do not check whether their own allocations succeed. Its newer CMake packages
// define this too.
#undef SIMDJSON_DEVELOPMENT_CHECKS
#define SIMDJSON_DEVELOPMENT_CHECKS 0
#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// On-Demand returns the tokens in order, after it has checked UTF-8 and the ends of strings. The meaning of tokens is decided
// here: On-Demand reads numbers as doubles, copies every string, and does not detect duplicate names.

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

namespace ondemand = simdjson::ondemand;

/// Produces the events of a document; false when it is not valid JSON or exceeds a limit.
class token_reader {
public:
  token_reader(char const* end, json_handler& handler, json_limits const& limits)
      : end_(end), handler_(handler), limits_(limits), deepest_(std::min(limits.depth, json_deepest)) {}

  bool object(ondemand::object object);
  bool array(ondemand::array array);

private:
  bool value(ondemand::value value);
  bool scalar(std::string_view token);
  bool string(std::string_view token);
  bool key(ondemand::field& field);
  bool unescape(std::string_view& text);
  std::string_view name_at(char const* begin);
  /// Most texts have no backslash, so the position of the next one is kept.
  bool has_escape(std::string_view text) {
    if (next_escape_ < text.data()) {
      std::string_view const rest(text.data(), static_cast<std::size_t>(end_ - text.data()));
      next_escape_ = text.data() + std::min(rest.find('\\'), rest.size());
    }
    return next_escape_ < text.data() + text.size();
  }
  bool enter() { return ++depth_ <= deepest_; }

  char const* end_;                   // of the text
  char const* next_escape_ = nullptr; // there is no other backslash between the current position and this one
  json_handler& handler_;
  json_limits const& limits_;
  std::size_t deepest_;
  std::size_t depth_ = 0;
  std::string scratch_;
  duplicate_key_check keys_;
};

bool token_reader::object(ondemand::object object) {
  if (!enter()) return false;
  if (!limits_.duplicate_keys) keys_.enter();
  handler_.begin_object();
  for (auto member : object) {
    ondemand::field field;
    if (std::move(member).get(field) != simdjson::SUCCESS || !key(field) || !value(field.value())) return false;
  }
  if (!limits_.duplicate_keys && !keys_.leave()) return false;
  handler_.end_object();
  --depth_;
  return true;
}

bool token_reader::array(ondemand::array array) {
  if (!enter()) return false;
  handler_.begin_array();
  for (auto element : array) {
    ondemand::value one;
    // NOLINTNEXTLINE(performance-move-const-arg): get() is for temporaries
    if (std::move(element).get(one) != simdjson::SUCCESS || !value(one)) return false;
  }
  handler_.end_array();
  --depth_;
  return true;
}

bool token_reader::key(ondemand::field& field) {
  std::string_view name = name_at(field.key().raw());
  if (!unescape(name)) return false;
  if (!limits_.duplicate_keys && !keys_.add(name)) return false;
  handler_.key(name);
  return true;
}

bool token_reader::value(ondemand::value value) {
  std::string_view token = value.raw_json_token();
  // When the text ends too early, On-Demand computes the length of a token that does not exist.
  if (token.empty() || token.data() >= end_ || token.size() > static_cast<std::size_t>(end_ - token.data())) return false;
  if (token.front() == '{') {
    ondemand::object inside;
    return value.get_object().get(inside) == simdjson::SUCCESS && object(inside);
  }
  if (token.front() == '[') {
    ondemand::array inside;
    return value.get_array().get(inside) == simdjson::SUCCESS && array(inside);
  }
  while (is_json_space(token.back())) token.remove_suffix(1);
  if (token.front() == '"') {
    // A string must be read even if it is not needed, because otherwise On-Demand accepts `"a": "b": 1`.
    ondemand::raw_json_string taken;
    return value.get_raw_json_string().get(taken) == simdjson::SUCCESS && string(token);
  }
  return scalar(token);
}

bool token_reader::scalar(std::string_view token) {
  switch (token.front()) {
  case 't': return token == "true" && (handler_.boolean(true), true);
  case 'f': return token == "false" && (handler_.boolean(false), true);
  case 'n': return token == "null" && (handler_.null(), true);
  default: break;
  }
  if (token.size() > limits_.number_characters || !is_json_number(token)) return false;
  handler_.number(token);
  return true;
}

bool token_reader::string(std::string_view token) {
  if (token.size() < 2 || token.back() != '"') return false;
  std::string_view text = token.substr(1, token.size() - 2);
  if (!unescape(text)) return false;
  handler_.string(text);
  return true;
}

/// A name as it is written; simdjson has checked that it ends.
std::string_view token_reader::name_at(char const* begin) {
  char const* end = begin;
  while (*end != '"') end += *end == '\\' ? 2 : 1;
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// Unescapes the inside of a string: the same view when it has no escape, otherwise one of `scratch_`.
bool token_reader::unescape(std::string_view& text) {
  if (has_escape(text)) {
    scratch_.clear();
    if (!append_unescaped(text, scratch_)) return false;
    text = scratch_;
  }
  return text.size() <= limits_.string_bytes;
}

/// A parser and a padded copy of the text, cached per thread: creating them costs more than parsing a callback. A nested parse
/// finds them in use and creates its own.
class cached_parser {
public:
  explicit cached_parser(std::string_view text) : parts_(std::move(kept())) {
    if (parts_ == nullptr) parts_ = std::make_unique<parts>();
    parts_->padded.resize(std::max(parts_->padded.size(), text.size() + simdjson::SIMDJSON_PADDING));
    auto const behind = std::copy(text.begin(), text.end(), parts_->padded.begin());
    std::fill_n(behind, simdjson::SIMDJSON_PADDING, '\0'); // On-Demand may read beyond the end
    size_ = text.size();
  }
  ~cached_parser() {
    if (parts_ == nullptr) return;
    OPENSSL_cleanse(parts_->padded.data(), size_); // lists of webhooks contain their secrets
    if (parts_->padded.size() <= largest_kept) kept() = std::move(parts_);
  }
  cached_parser(cached_parser const&) = delete;
  cached_parser& operator=(cached_parser const&) = delete;

  /// Drops a parser that could not get all of its memory.
  void drop() {
    OPENSSL_cleanse(parts_->padded.data(), size_);
    parts_.reset();
  }

  char const* end() const { return parts_->padded.data() + size_; }
  auto document() { return parts_->parser.iterate(parts_->padded.data(), size_, parts_->padded.size()); }

private:
  struct parts {
    ondemand::parser parser;
    std::vector<char> padded;
  };

  static std::unique_ptr<parts>& kept() {
    thread_local std::unique_ptr<parts> of_this_thread;
    return of_this_thread;
  }

  static constexpr std::size_t largest_kept = 64u << 10; // the parser takes six bytes for each byte of text

  std::unique_ptr<parts> parts_;
  std::size_t size_ = 0;
};

/// Whether the text nests too deep at its very beginning: nlohmann refuses such a text after some bytes, without an index of all
/// of it.
bool opens_too_deep(std::string_view text, json_limits const& limits) {
  constexpr std::size_t looked_at = 256;
  constexpr std::size_t cheap = 16u << 10; // its index costs little more than this check
  if (text.size() <= cheap) return false;
  auto const opened = [](char c) { return c == '[' || c == '{'; };
  std::string_view const start = text.substr(0, looked_at);
  return static_cast<std::size_t>(std::count_if(start.begin(), start.end(), opened)) > limits.depth;
}

/// Whether it is an object or an array; a scalar document is not worth a simdjson parser.
bool is_container(std::string_view text) {
  auto const first = std::find_if_not(text.begin(), text.end(), is_json_space);
  return first != text.end() && (*first == '{' || *first == '[');
}

bool read_root(ondemand::document& document, token_reader& tokens) {
  ondemand::object object;
  ondemand::array array;
  bool const read = document.get_object().get(object) == simdjson::SUCCESS
                        ? tokens.object(object)
                        : document.get_array().get(array) == simdjson::SUCCESS && tokens.array(array);
  // Nothing may follow the value.
  return read && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

result<void> read_by_simdjson(std::string_view text, json_handler& handler, json_limits const& limits) {
  cached_parser cached(text);
  ondemand::document document;
  auto const error = cached.document().get(document);
  // There is no memory for the index, which is larger than the text; the other parser needs none.
  if (error == simdjson::MEMALLOC) {
    cached.drop();
    return parse_with_nlohmann(text, handler, limits);
  }
  token_reader tokens(cached.end(), handler, limits);
  if (error == simdjson::SUCCESS && read_root(document, tokens)) return {};
  // A refused text is parsed again by the slower parser, which reports the line and the limit.
  null_handler nobody;
  result<void> reason = parse_with_nlohmann(text, nobody, limits);
  return reason ? make_error(errc::malformed) : reason;
}

} // namespace

result<void> parse_with_simdjson(std::string_view text, json_handler& handler, json_limits const& limits) {
  if (text.size() > limits.bytes || !is_container(text) || opens_too_deep(text, limits)) {
    return parse_with_nlohmann(text, handler, limits);
  }
  return within_memory([&] { return read_by_simdjson(text, handler, limits); });
}

} // namespace detail
RUBRICA_END_NAMESPACE
