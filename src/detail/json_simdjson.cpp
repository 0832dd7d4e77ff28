#include "detail/json_keys.hpp"
#include "detail/json_parse.hpp"
#include "detail/json_token.hpp"
#include "detail/out_of_memory.hpp"

#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <string>

// simdjson's first stage checks the UTF-8 and finds where tokens begin, 64 bytes at a time; the tokens are read here.
// Its second stages are not used: both read numbers as doubles and copy every string, On-Demand does not look at what is
// skipped, and neither knows duplicate names.

namespace rubrica { inline namespace v0_1 { namespace detail {
namespace {

using indexer = std::unique_ptr<simdjson::internal::dom_parser_implementation>;

/// Makes events of indexed tokens; `run` is false for what is not valid JSON or beyond a limit.
class token_walk {
public:
  token_walk(std::string_view text, indexer const& index, json_handler& handler, json_limits const& limits)
      : text_(text), starts_(index->structural_indexes.get()), count_(index->n_structural_indexes), handler_(handler),
        limits_(limits), deepest_(std::min(limits.depth, json_deepest)) {}

  bool run() {
    if (!value()) return false;
    while (depth_ > 0) {
      if (!step()) return false;
    }
    return next_ == count_;
  }

private:
  bool step();
  bool key();
  bool value();
  bool string();
  bool number();
  bool open(bool is_object);
  bool close();
  char peek() const { return next_ < count_ ? text_[starts_[next_]] : '\0'; }
  /// The token that is next: it ends before the one behind it and the blanks between them.
  std::string_view take() {
    std::size_t const begin = starts_[next_++];
    std::size_t end = next_ < count_ ? starts_[next_] : text_.size();
    while (end > begin && is_json_space(text_[end - 1])) --end;
    return {text_.data() + begin, end - begin};
  }
  bool take_text(std::string_view& out);
  /// Strings are asked in their order and most have no backslash, so the next one is looked for far ahead.
  bool has_escape(std::string_view inside) {
    auto const begin = static_cast<std::size_t>(inside.data() - text_.data());
    if (next_escape_ < begin) next_escape_ = std::min(text_.find('\\', begin), text_.size());
    return next_escape_ < begin + inside.size();
  }

  std::string_view text_;
  std::uint32_t const* starts_;
  std::size_t count_;
  json_handler& handler_;
  json_limits const& limits_;
  std::size_t deepest_;
  std::size_t next_ = 0;
  std::size_t next_escape_ = 0; // no backslash stands before it that has not been seen
  std::size_t depth_ = 0;
  bool is_empty_ = false; // the open container, so far
  bool is_object_[json_deepest];
  std::string scratch_;
  json_keys keys_;
};

/// The end of the open container, or what it holds next.
bool token_walk::step() {
  bool const in_object = is_object_[depth_ - 1];
  char const first = peek();
  if (first == (in_object ? '}' : ']')) return close();
  if (!is_empty_ && first != ',') return false;
  if (!is_empty_) ++next_;
  is_empty_ = false;
  return (!in_object || key()) && value();
}

bool token_walk::key() {
  std::string_view name;
  if (peek() != '"' || !take_text(name)) return false;
  if (!limits_.duplicate_keys && !keys_.add(name)) return false;
  handler_.key(name);
  if (peek() != ':') return false;
  ++next_;
  return true;
}

bool token_walk::value() {
  switch (peek()) {
  case '"': return string();
  case '{': return open(true);
  case '[': return open(false);
  case 't': return take() == "true" && (handler_.boolean(true), true);
  case 'f': return take() == "false" && (handler_.boolean(false), true);
  case 'n': return take() == "null" && (handler_.null(), true);
  case '\0': return false; // the text ends here, or holds a NUL
  default: return number();
  }
}

bool token_walk::string() {
  std::string_view text;
  if (!take_text(text)) return false;
  handler_.string(text);
  return true;
}

bool token_walk::number() {
  std::string_view const text = take();
  if (text.size() > limits_.number_characters || !is_json_number(text)) return false;
  handler_.number(text);
  return true;
}

bool token_walk::open(bool is_object) {
  if (depth_ == deepest_) return false;
  ++next_;
  is_object_[depth_++] = is_object;
  is_empty_ = true;
  if (is_object && !limits_.duplicate_keys) keys_.enter();
  is_object ? handler_.begin_object() : handler_.begin_array();
  return true;
}

bool token_walk::close() {
  ++next_;
  bool const is_object = is_object_[--depth_];
  is_empty_ = false;
  if (is_object && !limits_.duplicate_keys && !keys_.leave()) return false;
  is_object ? handler_.end_object() : handler_.end_array();
  return true;
}

/// What the string that is next stands for; a view into the input unless it has escapes.
bool token_walk::take_text(std::string_view& out) {
  std::string_view const quoted = take();
  if (quoted.size() < 2 || quoted.back() != '"') return false;
  out = quoted.substr(1, quoted.size() - 2);
  if (has_escape(out)) {
    scratch_.clear();
    if (!append_unescaped(out, scratch_)) return false;
    out = scratch_;
  }
  return out.size() <= limits_.string_bytes;
}

/// An indexer of this thread's, kept from call to call: making one costs more than reading a callback. A parse inside a
/// parse finds it lent and makes its own.
class lent_indexer {
public:
  explicit lent_indexer(std::size_t size) : indexer_(std::move(kept())) {
    if (indexer_ != nullptr && indexer_->capacity() >= size) return;
    indexer_.reset();
    std::size_t const room = std::max(size, usual);
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(room, 1, indexer_) != simdjson::SUCCESS) {
      indexer_.reset();
    }
  }
  ~lent_indexer() {
    if (indexer_ != nullptr && indexer_->capacity() <= largest_kept) kept() = std::move(indexer_);
  }
  lent_indexer(lent_indexer const&) = delete;
  lent_indexer& operator=(lent_indexer const&) = delete;

  indexer const& get() const { return indexer_; }

private:
  static indexer& kept() {
    thread_local indexer of_this_thread;
    return of_this_thread;
  }

  static constexpr std::size_t usual = 16u << 10;
  static constexpr std::size_t largest_kept = 64u << 10; // an index takes four bytes for each byte of text

  indexer indexer_;
};

/// Whether the text is worth an index: one that opens too deep at once is refused after some bytes by nlohmann.
bool opens_too_deep(std::string_view text, json_limits const& limits) {
  constexpr std::size_t looked_at = 256;
  constexpr std::size_t cheap = 16u << 10; // its index costs little more than the look
  if (text.size() <= cheap) return false;
  auto const opened = [](char c) { return c == '[' || c == '{'; };
  std::string_view const start = text.substr(0, looked_at);
  return static_cast<std::size_t>(std::count_if(start.begin(), start.end(), opened)) > limits.depth;
}

result<void> read_text(std::string_view text, json_handler& handler, json_limits const& limits) {
  bool const refused = text.empty() || text.size() > limits.bytes;
  if (!refused) {
    lent_indexer const lent(text.size());
    // No memory for an index, which is larger than the text; the other parser needs none.
    if (lent.get() == nullptr) return parse_with_nlohmann(text, handler, limits);
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    // The first stage reads no byte behind the text, so no padded copy is needed.
    bool const indexed = lent.get()->stage1(bytes, text.size(), simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    if (indexed && token_walk(text, lent.get(), handler, limits).run()) return {};
  }
  // What was refused is read again by the slower parser, which knows the line and names the limit.
  deaf_handler nobody;
  result<void> reason = parse_with_nlohmann(text, nobody, limits);
  return reason ? make_error(errc::malformed) : reason;
}

} // namespace

result<void> parse_with_simdjson(std::string_view text, json_handler& handler, json_limits const& limits) {
  if (opens_too_deep(text, limits)) return parse_with_nlohmann(text, handler, limits);
  return within_memory([&] { return read_text(text, handler, limits); });
}

}}} // namespace rubrica::v0_1::detail
