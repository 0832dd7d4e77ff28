#include <rubrica/pacto/parse.hpp>

#include "detail/form_field.hpp"
#include "detail/json_place.hpp"
#include "detail/utf8.hpp"
#include "pacto/aliases.hpp"
#include "pacto/keys.hpp"
#include "pacto/names.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace pacto {
namespace {

/// The size is checked on the bytes that came: ISO-8859-1 grows when it becomes UTF-8.
detail::json_limits limits_for(parse_options const& options) {
  detail::json_limits limits;
  limits.bytes = std::string::npos;
  limits.string_bytes = options.longest_string;
  limits.duplicate_keys = false; // two readers of one body could otherwise see two different notifications
  return limits;
}

std::string from_latin_1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (char c : bytes) {
    auto const code = static_cast<unsigned char>(c);
    if (code >= 0x80) out += static_cast<char>(0xC0 | (code >> 6));
    out += code >= 0x80 ? static_cast<char>(0x80 | (code & 0x3F)) : c;
  }
  return out;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// What `from_latin_1` made its text of.
std::string to_latin_1(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (!is_continuation(c))
      out += c;
    else if (out.back() == '\xC3') // C2 stands before what is a byte of its own already
      out.back() = static_cast<char>(c | 0x40);
    else
      out.back() = c;
  }
  return out;
}

/// The JSON text of a body, and the parameters that came beside it.
struct body_text {
  std::string json{};
  bool was_latin_1 = false;
  bool was_form = false;
  std::vector<query_parameter> parameters{};
};

void add_parameters(std::vector<detail::form_field> const& fields, std::size_t except, body_text& out) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i != except) out.parameters.push_back({plain(fields[i].name), fields[i].value});
  }
}

body_text read_body(arrival const& from, std::string_view body) {
  body_text out;
  if (std::size_t const mark = from.target.find('?'); mark != std::string_view::npos) {
    std::string_view const query = from.target.substr(mark + 1);
    auto const fields = detail::read_form(query.substr(0, query.find('#')));
    add_parameters(fields, fields.size(), out);
  }
  out.json = body;
  if (detail::looks_like_form(body)) {
    auto fields = detail::read_form(body);
    std::size_t const place = detail::json_field(fields);
    out.was_form = place < fields.size();
    if (out.was_form) add_parameters(fields, place, out), out.json = std::move(fields[place].value);
  }
  if (detail::is_valid_utf8(out.json)) return out;
  out.json = from_latin_1(out.json);
  out.was_latin_1 = true;
  return out;
}

/// The error's column counted in the bytes that came: ISO-8859-1 has one for each character.
error_info at_the_byte_that_came(body_text const& body, error_info error) {
  if (!body.was_latin_1 || error.column == 0) return error;
  std::string_view line = body.json;
  for (int i = 1; i < error.line; ++i) line.remove_prefix(line.find('\n') + 1);
  auto const column = static_cast<std::size_t>(error.column);
  line = line.substr(0, column);
  auto const second_bytes = std::count_if(line.begin(), line.end(), &is_continuation);
  error.column -= static_cast<int>(second_bytes);
  return error;
}

bool same_chave(std::string_view a, std::string_view b) {
  return constant_time_equal(plain(a), plain(b));
}

/// Whether what the notification says of its unit speaks against it. Its URL secret has already spoken for it.
bool is_of_another(unit const& expected, std::string_view chave, notification const& from) {
  if (!expected.chave.empty() && !chave.empty()) {
    if (!same_chave(expected.chave.reveal(), chave)) return true;
    return !expected.company_code.empty() && !from.company_code.empty() && expected.company_code != from.company_code;
  }
  if (!expected.company_code.empty() && !from.company_code.empty()) return expected.company_code != from.company_code;
  return !expected.company_name.empty() && !from.company_name.empty() && plain(expected.company_name) != plain(from.company_name);
}

disposition decide(unit const& expected, std::string_view chave, notification const& from) {
  if (!expected.active) return disposition::dropped_inactive_unit;
  if (is_of_another(expected, chave, from)) return disposition::quarantined_unit;
  return from.confidence == confidence::certain ? disposition::accepted : disposition::quarantined_kind;
}

std::string chave_of(arrival const& from, body_text const& body, std::string in_payload) {
  if (!from.chave.empty()) return std::string(from.chave);
  for (query_parameter const& each : body.parameters) {
    if (each.plain_name == "chave" && !each.value.empty()) return each.value;
  }
  return in_payload;
}

/// One notification, of an object that is in `json` and came as `raw`.
notification made_of(arrival const& from, body_text const& body, outline const& read, std::string json, std::string_view raw,
                     unit const& of) {
  notification out;
  out.payload = std::move(json);
  out.raw = raw;
  out.from_latin_1 = body.was_latin_1;
  alias_table const aliases(of);
  recognise(from, body.parameters, read, aliases.paths_of("event_name"), out);
  std::string const chave = chave_of(from, body, aliases.fill(read, out));
  if (is_chave(chave)) out.chave = secret(chave);
  if (out.fields.products) out.fields.products->value = json_at(out, out.fields.products->path).value_or("");
  out.disposition = decide(of, chave, out);
  make_key(of, out);
  return out;
}

result<std::vector<notification>> read_array(arrival const& from, body_text const& body, unit const& of,
                                             parse_options const& options) {
  auto const items = elements_of(body.json);
  if (items.size() > options.largest_batch) return make_error(errc::limit_exceeded, "batch");
  std::vector<notification> all;
  all.reserve(items.size());
  for (std::string_view const item : items) {
    auto const read = read_outline(item, limits_for(options));
    if (!read) return read.error();
    if (read->root != node::type::object) {
      auto const place = static_cast<std::size_t>(item.data() - body.json.data());
      return at_the_byte_that_came(body, detail::malformed_at(body.json, place, "an item of the batch is not an object"));
    }
    std::string const raw = body.was_latin_1 ? to_latin_1(item) : std::string(item);
    all.push_back(made_of(from, body, *read, std::string(item), raw, of));
  }
  return all;
}

} // namespace

result<std::vector<notification>> parse_batch(arrival const& from, std::string_view body, unit const& of,
                                              parse_options const& options) {
  if (body.size() > options.largest_body) return make_error(errc::limit_exceeded, "size");
  body_text text = read_body(from, body);
  auto const read = read_outline(text.json, limits_for(options));
  if (!read) return at_the_byte_that_came(text, read.error());
  if (read->root == node::type::array) return read_array(from, text, of, options);
  if (read->root != node::type::object) {
    return at_the_byte_that_came(text,
                                 detail::malformed_at(text.json, detail::offset_of(text.json), "the body is not an object"));
  }
  std::vector<notification> one;
  std::string json = std::move(text.json);
  one.push_back(made_of(from, text, *read, std::move(json), body, of));
  return one;
}

result<notification> parse(arrival const& from, std::string_view body, unit const& of, parse_options const& options) {
  auto all = parse_batch(from, body, of, options);
  if (!all) return all.error();
  if (all->size() != 1) {
    return detail::malformed_at(body, detail::offset_of(body), "a batch that is not of one notification: use parse_batch");
  }
  notification one = std::move(all->front());
  one.raw = body;
  return one;
}

result<notification> parse(std::string_view route_hint, std::string_view body, unit const& of, parse_options const& options) {
  arrival from;
  from.route_hint = route_hint;
  return parse(from, body, of, options);
}

}}} // namespace rubrica::v0_1::pacto
