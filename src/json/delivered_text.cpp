#include "json/delivered_text.hpp"
#include "text/ascii.hpp"

#include "text/code_point.hpp"
#include "text/utf8.hpp"
#include "text/windows_1252.hpp"
#include "json/identifier.hpp"
#include "json/json_parse.hpp"
#include "json/json_writer.hpp"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view json_blanks = " \t\r\n";

/// The first byte that is not a blank; NUL when there is none.
char first_of(std::string_view text) noexcept {
  std::size_t const at = text.find_first_not_of(json_blanks);
  return at == std::string_view::npos ? '\0' : text[at];
}

bool opens_json(std::string_view text) noexcept {
  return first_of(text) == '{' || first_of(text) == '[';
}

std::string_view compression_of(std::string_view body) noexcept {
  if (begins_with(body, "\x1F\x8B")) return "the body is compressed with gzip: let the web server decode it";
  if (begins_with(body, "\x28\xB5\x2F\xFD")) return "the body is compressed with zstd: let the web server decode it";
  bool const is_zlib =
      body.size() > 2 && body[0] == '\x78' && (body[1] == '\x01' || body[1] == '\x5E' || body[1] == '\x9C' || body[1] == '\xDA');
  return is_zlib && !is_valid_utf8(body) ? "the body is compressed with deflate: let the web server decode it"
                                         : std::string_view();
}

struct wide_form {
  std::size_t unit = 1; ///< bytes
  bool little_endian = false;
  std::size_t mark = 0; ///< bytes of the byte order mark
};

/// Decided by the byte order mark, else by the zeros around the first character, which is ASCII in JSON.
wide_form wide_form_of(std::string_view body) noexcept {
  using namespace std::string_view_literals;
  if (begins_with(body, "\xFF\xFE\0\0"sv)) return {4, true, 4};
  if (begins_with(body, "\0\0\xFE\xFF"sv)) return {4, false, 4};
  if (begins_with(body, "\xFF\xFE"sv)) return {2, true, 2};
  if (begins_with(body, "\xFE\xFF"sv)) return {2, false, 2};
  if (body.size() < 4) return {};
  if (body[0] == '\0' && body[1] == '\0' && body[2] == '\0') return {4, false, 0};
  if (body[0] != '\0' && body[1] == '\0' && body[2] == '\0' && body[3] == '\0') return {4, true, 0};
  if (body[0] == '\0' && body[1] != '\0') return {2, false, 0};
  if (body[0] != '\0' && body[1] == '\0') return {2, true, 0};
  return {};
}

char32_t unit_at(std::string_view bytes, std::size_t at, wide_form const& form) noexcept {
  char32_t value = 0;
  for (std::size_t i = 0; i < form.unit; ++i) {
    std::size_t const place = form.little_endian ? form.unit - 1 - i : i;
    value = value << 8U | static_cast<unsigned char>(bytes[at + place]);
  }
  return value;
}

std::optional<std::string> from_wide(std::string_view bytes, wide_form const& form) {
  bytes.remove_prefix(form.mark);
  if (bytes.size() % form.unit != 0) return std::nullopt;
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += form.unit) {
    char32_t value = unit_at(bytes, at, form);
    if (form.unit == 2 && value >= 0xD800 && value < 0xDC00 && at + 4 <= bytes.size()) {
      char32_t const low = unit_at(bytes, at + 2, form);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      value = 0x10000 + ((value - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    }
    if ((value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) return std::nullopt;
    append_utf8(value, out);
  }
  return out;
}

std::string from_latin_1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (char const c : bytes) append_utf8(in_windows_1252(static_cast<unsigned char>(c)), out);
  return out;
}

/// `cliente[codigo]` as the path `cliente.codigo`.
std::string path_of_field(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c == ']') continue;
    out += c == '[' ? '.' : c;
  }
  return out;
}

std::string object_of(std::vector<form_field> const& fields) {
  std::string out;
  json_writer writer(out);
  writer.begin_object();
  for (form_field const& one : fields) {
    std::string const value = is_valid_utf8(one.value) ? one.value : from_latin_1(one.value);
    std::string const name = path_of_field(one.name);
    writer.member(is_valid_utf8(name) ? name : from_latin_1(name), value);
  }
  writer.end_object();
  return out;
}

void read_form_into(delivered_text& out, delivery_forms forms) {
  if (!looks_like_form(out.json)) return;
  auto fields = read_form(out.json);
  std::size_t const place = json_field(fields);
  if (place == fields.size()) {
    auto const holds_json = [](form_field const& one) { return opens_json(one.value); };
    if (!forms.flat_forms || std::any_of(fields.begin(), fields.end(), holds_json)) return; // more than one: ambiguous
    out.json = object_of(fields);
    out.has_places = false;
  } else {
    out.json = std::move(fields[place].value);
    fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(place));
    out.beside = std::move(fields);
  }
  out.was_form = true;
}

/// The whole body was checked against the limits before. Throws when memory runs out; the outer reader catches it.
bool read_unlimited(std::string_view json, json_handler& handler) {
  json_limits limits;
  limits.bytes = limits.string_bytes = std::string::npos;
  result<void> const read = parse_json(json, handler, limits);
  if (!read && read.error().code == errc::out_of_memory) throw std::bad_alloc();
  return read.has_value();
}

/// The text of a root that is a string.
class root_string final : public null_handler {
public:
  void string(std::string_view text) override { text_ = text; }
  std::string& text() { return text_; }

private:
  std::string text_;
};

void decode_twice_encoded(delivered_text& out) {
  constexpr int most_layers = 3;
  for (int layer = 0; layer < most_layers && first_of(out.json) == '"'; ++layer) {
    root_string reader;
    bool const is_json = read_unlimited(out.json, reader);
    if (!is_json || (!opens_json(reader.text()) && first_of(reader.text()) != '"')) return;
    out.bytes.clear(); // `json` no longer has one character for each byte
    out.has_places = false;
    out.json = std::move(reader.text());
  }
}

/// Writes the content of the wrapper.
class wrapper_reader final : public json_handler {
public:
  std::optional<std::string> take() { return found_ == 1 ? std::optional<std::string>(std::move(text_)) : std::nullopt; }

  void null() override {
    if (inside_ > 0) writer_.null();
  }
  void boolean(bool value) override {
    if (inside_ > 0) writer_.boolean(value);
  }
  void number(std::string_view text) override {
    if (inside_ > 0) writer_.number(text);
  }
  void string(std::string_view text) override {
    if (inside_ > 0) return writer_.string(text);
    if (!std::exchange(is_wrapper_, false) || !opens_json(text)) return;
    ++found_;
    text_ = text;
  }
  void key(std::string_view name) override {
    if (inside_ > 0) return writer_.key(name);
    is_wrapper_ = depth_ == 1 && is_wrapper_name(name);
  }
  void begin_object() override {
    if (enter()) writer_.begin_object();
  }
  void end_object() override {
    if (leave()) writer_.end_object();
  }
  void begin_array() override {
    if (enter()) writer_.begin_array();
  }
  void end_array() override {
    if (leave()) writer_.end_array();
  }

private:
  bool enter() {
    ++depth_;
    if (inside_ == 0) {
      if (!std::exchange(is_wrapper_, false)) return false;
      if (found_++ > 0) return false; // two wrappers are ambiguous
    }
    return ++inside_, true;
  }
  bool leave() {
    --depth_;
    if (inside_ == 0) return false;
    return --inside_, true;
  }

  std::string text_;
  json_writer writer_{text_};
  std::size_t depth_ = 0;
  std::size_t inside_ = 0;
  std::size_t found_ = 0;
  bool is_wrapper_ = false;
};

/// Copies a JSON text, replacing strings in wrappers that contain JSON by that JSON.
class text_opener final : public json_handler {
public:
  explicit text_opener(std::string& out) : writer_(out) {}

  void null() override { writer_.null(); }
  void boolean(bool value) override { writer_.boolean(value); }
  void number(std::string_view text) override { writer_.number(text); }
  void string(std::string_view text) override {
    bool const opens = depth_ == 1 && is_wrapper_ && opens_json(text) && is_json(text);
    opens ? writer_.json(text) : writer_.string(text);
  }
  void key(std::string_view name) override {
    is_wrapper_ = is_wrapper_name(name);
    writer_.key(name);
  }
  void begin_object() override { ++depth_, writer_.begin_object(); }
  void end_object() override { --depth_, writer_.end_object(); }
  void begin_array() override { ++depth_, writer_.begin_array(); }
  void end_array() override { --depth_, writer_.end_array(); }

private:
  static bool is_json(std::string_view text) {
    null_handler nobody;
    return read_unlimited(text, nobody);
  }

  json_writer writer_;
  std::size_t depth_ = 0;
  bool is_wrapper_ = false;
};

} // namespace

bool is_wrapper_name(std::string_view name) noexcept {
  constexpr std::string_view names[] = {"payload", "body", "data", "dados", "conteudo", "content", "objeto", "message", "json"};
  return std::any_of(std::begin(names), std::end(names), [&](std::string_view one) { return same_plain_name(one, name); });
}

error_info without_place(error_info error) {
  error.line = error.column = 0;
  return error;
}

error_info placed(delivered_text const& in, error_info error) {
  return in.has_places ? std::move(error) : without_place(std::move(error));
}

bool is_plain_object(std::string_view body) noexcept {
  return first_of(body) == '{' && !(body.size() > 1 && body[1] == '\0');
}

result<delivered_text> read_delivered(std::string_view body, delivery_forms forms) {
  if (auto const why = compression_of(body); !why.empty()) return make_error(errc::malformed, why);
  if (begins_with(body, "--") && body.find("Content-Disposition") != std::string_view::npos) {
    return make_error(errc::malformed, "a multipart form: its JSON part is to be handed over alone");
  }
  result<delivered_text> out{delivered_text{}};
  if (wide_form const form = wide_form_of(body); form.unit > 1) {
    auto text = from_wide(body, form);
    if (!text) return make_error(errc::malformed, form.unit == 2 ? "half a character of UTF-16" : "no character of UTF-32");
    out->json = std::move(*text);
    out->has_places = false;
    out->written_in = form.unit == 2 ? charset::utf_16 : charset::utf_32;
  } else {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    out->json = begins_with(body, mark) ? body.substr(mark.size()) : body;
  }
  read_form_into(*out, forms);
  if (forms.latin_1 && !is_valid_utf8(out->json)) {
    out->bytes = std::exchange(out->json, from_latin_1(out->json));
    out->written_in = charset::latin_1;
  }
  decode_twice_encoded(*out);
  return out;
}

std::optional<std::string> unwrapped(std::string_view json) {
  wrapper_reader reader;
  return read_unlimited(json, reader) ? reader.take() : std::nullopt;
}

std::string with_texts_opened(std::string_view json) {
  std::string out;
  text_opener opener(out);
  return read_unlimited(json, opener) ? out : std::string(json);
}

std::vector<std::string_view> elements_of(std::string_view json) {
  std::vector<std::string_view> elements;
  std::size_t depth = 0;
  std::size_t start = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    char const c = json[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    bool const opens = c == '[' || c == '{';
    bool const closes = c == ']' || c == '}';
    if (opens && ++depth == 1) start = at + 1;
    bool const ends = (closes && depth-- == 1) || (c == ',' && depth == 1);
    if (!ends) continue;
    std::size_t const first = json.find_first_not_of(json_blanks, start);
    if (first < at) elements.push_back(json.substr(first, json.find_last_not_of(json_blanks, at - 1) - first + 1));
    start = at + 1;
  }
  return elements;
}

} // namespace detail
RUBRICA_END_NAMESPACE
