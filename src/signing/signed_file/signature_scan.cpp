#include "signing/signed_file/signature_scan.hpp"

#include "signing/signed_file/pdf_tokens.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// ISO 32000 knows no depth; what programs write has less than ten levels.
constexpr std::size_t deepest = 100;
constexpr std::uint64_t farthest_end_of_stream = 16;

enum class key { other, byte_range, contents, subfilter, time, type, field_type, flags, length };

key key_of(std::string_view name) {
  if (name == "ByteRange") return key::byte_range;
  if (name == "Contents") return key::contents;
  if (name == "SubFilter") return key::subfilter;
  if (name == "M") return key::time;
  if (name == "Type") return key::type;
  if (name == "FT") return key::field_type;
  if (name == "SigFlags") return key::flags;
  return name == "Length" ? key::length : key::other;
}

std::optional<std::uint64_t> number_of(pdf_token const& token) {
  std::uint64_t value = 0;
  char const* const end = token.text.data() + token.text.size();
  auto const [stopped, why] = std::from_chars(token.text.data(), end, value);
  if (token.kind != token_kind::number || why != std::errc() || stopped != end) return std::nullopt;
  return value;
}

/// A dictionary or an array that is being read.
struct frame {
  bool is_dictionary = false;
  bool is_byte_range = false; ///< an array: the `ByteRange` of the dictionary around it
  bool wants_value = false;   ///< of `current`
  key current = key::other;
  unsigned seen = 0; ///< a bit for each key
  std::optional<std::uint64_t> length{};
  signature_dictionary signature{};
};

class scanner {
public:
  scanner(byte_source& source, std::size_t most) : source_(source), tokens_(source), most_(most) { frames_.reserve(deepest); }

  signature_scan run() {
    while (out_.found.size() <= most_) {
      pdf_token const token = tokens_.next();
      if (token.kind == token_kind::end) break;
      if (token.kind == token_kind::unfinished) {
        out_.incomplete = true;
        break;
      }
      take(token);
    }
    abandon();
    std::sort(out_.found.begin(), out_.found.end(), [](signature_dictionary const& a, signature_dictionary const& b) {
      return std::max(a.begin, a.contents_begin) < std::max(b.begin, b.contents_begin);
    });
    return std::move(out_);
  }

private:
  void take(pdf_token const& token) {
    bool const ended_dictionary = std::exchange(after_dictionary_, false);
    switch (token.kind) {
    case token_kind::dictionary_begin: return open(token, true);
    case token_kind::array_begin: return open(token, false);
    case token_kind::dictionary_end: return close_dictionary();
    case token_kind::array_end: return close_array();
    case token_kind::word:
      if (is_structure(token.text)) return take_structure(token, ended_dictionary);
      [[fallthrough]];
    default: take_value(token);
    }
  }

  static bool is_structure(std::string_view word) {
    return word == "obj" || word == "endobj" || word == "stream" || word == "endstream" || word == "trailer" ||
           word == "startxref";
  }

  /// These words stand outside of all objects: what is still open then has no end.
  void take_structure(pdf_token const& token, bool ended_dictionary) {
    bool const is_stream = token.text == "stream" && frames_.empty() && ended_dictionary;
    abandon();
    if (is_stream) skip_stream(token.end);
  }

  void open(pdf_token const& token, bool is_dictionary) {
    bool is_byte_range = false;
    if (!frames_.empty()) {
      frame& outer = frames_.back();
      is_byte_range = !is_dictionary && outer.is_dictionary && outer.wants_value && outer.current == key::byte_range;
      if (outer.is_byte_range) spoil_range();
      if (outer.is_dictionary && !outer.wants_value) return lose_place();
      if (outer.is_dictionary && outer.current == key::byte_range && !is_byte_range) outer.signature.numbers = 5;
      outer.wants_value = false;
    }
    if (frames_.size() == deepest) return lose_place();
    frames_.emplace_back();
    frames_.back().is_dictionary = is_dictionary;
    frames_.back().is_byte_range = is_byte_range;
    frames_.back().signature.begin = token.begin;
  }

  void close_dictionary() {
    if (frames_.empty()) return;
    if (!frames_.back().is_dictionary) return lose_place();
    frame& done = frames_.back();
    done.signature.closed = true;
    length_ = done.length;
    report(done);
    frames_.pop_back();
    after_dictionary_ = frames_.empty();
  }

  void close_array() {
    if (frames_.empty()) return;
    if (frames_.back().is_dictionary) return lose_place();
    frames_.pop_back();
  }

  void take_value(pdf_token const& token) {
    if (frames_.empty()) return;
    frame& in = frames_.back();
    if (in.is_byte_range) return add_to_range(token);
    if (!in.is_dictionary) return;
    if (!std::exchange(in.wants_value, false)) {
      if (token.kind == token_kind::name) return begin_entry(in, token);
      return continue_reference(in);
    }
    signature_dictionary& signature = in.signature;
    switch (in.current) {
    case key::byte_range: signature.numbers = 5; break; // no array
    case key::contents:
      if (token.kind != token_kind::hexadecimal) break;
      signature.contents_begin = token.begin;
      signature.contents_end = token.end;
      break;
    case key::subfilter: signature.subfilter = token.text; break;
    case key::time:
      if (token.kind == token_kind::text) signature.time = token.text;
      break;
    case key::type:
      signature.is_time_stamp = token.text == "DocTimeStamp";
      out_.speaks_of_signatures = out_.speaks_of_signatures || token.text == "Sig" || signature.is_time_stamp;
      break;
    case key::field_type: out_.speaks_of_signatures = out_.speaks_of_signatures || token.text == "Sig"; break;
    case key::flags: out_.speaks_of_signatures = out_.speaks_of_signatures || number_of(token).value_or(0) != 0; break;
    case key::length: in.length = number_of(token); break;
    case key::other: break;
    }
  }

  static void begin_entry(frame& in, pdf_token const& name) {
    in.current = key_of(name.text);
    in.wants_value = true;
    if (in.current == key::other) return;
    unsigned const bit = 1U << static_cast<unsigned>(in.current);
    in.signature.repeats = in.signature.repeats || (in.seen & bit) != 0;
    in.seen |= bit;
    in.signature.has_range = in.signature.has_range || in.current == key::byte_range;
  }

  /// The rest of a reference such as `5 0 R`: what was taken for a number is none.
  static void continue_reference(frame& in) {
    if (in.current == key::length) in.length.reset();
    if (in.current == key::contents) in.signature.contents_begin = in.signature.contents_end = 0;
    if (in.current == key::byte_range) in.signature.numbers = 5;
  }

  void add_to_range(pdf_token const& token) {
    signature_dictionary& of = frames_[frames_.size() - 2].signature;
    auto const value = number_of(token);
    if (!value || of.numbers >= of.range.size()) return spoil_range();
    of.range[of.numbers++] = *value;
  }

  void spoil_range() { frames_[frames_.size() - 2].signature.numbers = 5; }

  /// What stands here is no PDF; the next object may be one again.
  void lose_place() {
    out_.incomplete = true;
    abandon();
  }

  void abandon() {
    for (frame& one : frames_) report(one);
    frames_.clear();
  }

  void report(frame& one) {
    if (one.is_dictionary && one.signature.has_range) out_.found.push_back(std::move(one.signature));
  }

  void skip_stream(std::uint64_t data) {
    auto const end = end_of_stream(data);
    tokens_.move_to(end.value_or(data));
  }

  /// `Length` is taken only when `endstream` follows where it says; otherwise the next `endstream` is the end.
  std::optional<std::uint64_t> end_of_stream(std::uint64_t data) {
    if (length_ && *length_ < source_.size()) {
      std::uint64_t const end = data + *length_;
      std::string_view const after = source_.at(end, farthest_end_of_stream);
      std::size_t const found = after.substr(0, farthest_end_of_stream).find("endstream");
      if (found != std::string_view::npos) return end + found;
    }
    if (no_more_ends_) return std::nullopt;
    auto const end = source_.find("endstream", data);
    no_more_ends_ = !end; // or a file of such streams would be searched to its end for each of them
    return end;
  }

  byte_source& source_;
  pdf_tokens tokens_;
  std::size_t most_;
  signature_scan out_;
  std::vector<frame> frames_;
  std::optional<std::uint64_t> length_; ///< of the stream whose dictionary ended last
  bool after_dictionary_ = false;
  bool no_more_ends_ = false;
};

} // namespace

signature_scan find_signatures(byte_source& source, std::size_t most) {
  return scanner(source, most).run();
}

} // namespace signing
RUBRICA_END_NAMESPACE
