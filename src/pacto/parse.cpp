#include <rubrica/pacto/parse.hpp>

#include "core/out_of_memory.hpp"
#include "pacto/aliases.hpp"
#include "pacto/keys.hpp"
#include "pacto/names.hpp"
#include "json/delivered_text.hpp"
#include "json/json_location.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

/// The size was checked on the received bytes: ISO-8859-1 grows when it becomes UTF-8.
detail::json_limits limits_for(parse_options const& options) {
  detail::json_limits limits;
  limits.bytes = std::string::npos;
  limits.string_bytes = options.longest_string;
  limits.duplicate_keys = false; // otherwise two parsers of one body could see two different notifications
  return limits;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t characters(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), &is_continuation));
}

/// The JSON text of a body, and the parameters that came with it.
struct body_text : detail::delivered_text {
  std::vector<query_parameter> parameters{};

  bool was_latin_1() const { return written_in == detail::charset::latin_1; }
};

void add_parameters(std::vector<detail::form_field> const& fields, body_text& out) {
  for (detail::form_field const& one : fields) out.parameters.push_back({plain(one.name), one.value});
}

result<body_text> read_body(arrival const& from, std::string_view body) {
  detail::delivery_forms forms;
  forms.latin_1 = forms.flat_forms = true;
  auto text = detail::read_delivered(body, forms);
  if (!text) return text.error();
  result<body_text> out{body_text{std::move(*text), {}}};
  if (std::size_t const mark = from.target.find('?'); mark != std::string_view::npos) {
    std::string_view const query = from.target.substr(mark + 1);
    add_parameters(detail::read_form(query.substr(0, query.find('#'))), *out);
  }
  add_parameters(out->beside, *out);
  return out;
}

/// Counts the error's column in the received bytes: ISO-8859-1 has one byte per character.
error_info at_the_byte_that_came(body_text const& body, error_info error) {
  if (!body.was_latin_1() || error.column == 0) return placed(body, std::move(error));
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

/// Whether the notification names another unit. Its URL secret was right.
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
  if (from.confidence != confidence::certain) return disposition::quarantined_kind;
  return from.conflicting_members.empty() ? disposition::accepted : disposition::quarantined_members;
}

std::string chave_of(arrival const& from, body_text const& body, std::string in_payload) {
  if (!from.chave.empty()) return std::string(from.chave);
  for (query_parameter const& each : body.parameters) {
    if (each.plain_name == "chave" && !each.value.empty()) return each.value;
  }
  return in_payload;
}

/// The products as JSON text. Lists are compared here, where that text is.
void read_products(outline const& read, notification& out) {
  auto& products = out.fields.products;
  if (!products) return;
  products->value = json_at(out, products->path).value_or("");
  for (node const* const each : read.at(plain_path(products->path))) {
    if (each->is != node::type::array || json_at(out, each->path) == products->value) continue;
    out.conflicting_members.push_back(products->path);
    return products.reset();
  }
}

/// One notification, of an object that is in `json` and came as `raw`.
notification made_of(arrival const& from, body_text const& body, outline const& read, std::string json, std::string_view raw,
                     unit const& of) {
  notification out;
  out.payload = std::move(json);
  out.raw = raw;
  out.from_latin_1 = body.was_latin_1();
  alias_table const aliases(of);
  recognise(from, body.parameters, read, aliases.paths_of("event_name"), out);
  std::string const chave = chave_of(from, body, aliases.fill(read, out));
  if (is_chave(chave)) out.chave = secret(chave);
  read_products(read, out);
  out.disposition = decide(of, chave, out);
  make_key(of, from.route_hint, out);
  return out;
}

/// Whether there is a string where a wrapper's object could be, so that parsing it may help.
bool has_text_in_wrapper(outline const& read) {
  return std::any_of(read.nodes.begin(), read.nodes.end(), [](node const& each) {
    return each.depth == 1 && each.is == node::type::string && detail::is_wrapper_name(each.plain);
  });
}

result<std::vector<notification>> read_array(arrival const& from, body_text const& body, unit const& of,
                                             parse_options const& options) {
  auto const items = detail::elements_of(body.json);
  if (items.size() > options.largest_batch) return make_error(errc::limit_exceeded, "batch");
  std::vector<notification> all;
  all.reserve(items.size());
  std::size_t at = 0; // position in both texts, in characters
  char const* behind = body.json.data();
  for (std::string_view const item : items) {
    std::string json(item);
    auto read = read_outline(json, limits_for(options));
    if (read && has_text_in_wrapper(*read)) {
      json = detail::with_texts_opened(json);
      read = read_outline(json, limits_for(options));
    }
    if (!read) return detail::without_place(read.error());
    if (read->root != node::type::object) {
      auto const place = static_cast<std::size_t>(item.data() - body.json.data());
      return at_the_byte_that_came(body, detail::malformed_at(body.json, place, "an item of the batch is not an object"));
    }
    at += characters({behind, static_cast<std::size_t>(item.data() - behind)});
    std::size_t const length = characters(item);
    std::string_view const raw = body.bytes.empty() ? item : std::string_view(body.bytes).substr(at, length);
    all.push_back(made_of(from, body, *read, std::move(json), raw, of));
    at += length;
    behind = item.data() + item.size();
  }
  return all;
}

result<std::vector<notification>> read_notifications(arrival const& from, std::string_view body, unit const& of,
                                                     parse_options const& options) {
  if (body.size() > options.largest_body) return make_error(errc::limit_exceeded, "size");
  auto text = read_body(from, body);
  if (!text) return text.error();
  auto read = read_outline(text->json, limits_for(options));
  if (read && has_text_in_wrapper(*read)) {
    text->json = detail::with_texts_opened(text->json);
    text->has_places = false;
    text->bytes.clear();
    read = read_outline(text->json, limits_for(options));
  }
  if (!read) return at_the_byte_that_came(*text, read.error());
  if (read->root == node::type::array) return read_array(from, *text, of, options);
  if (read->root != node::type::object) {
    return at_the_byte_that_came(*text,
                                 detail::malformed_at(text->json, detail::offset_of(text->json), "the body is not an object"));
  }
  std::vector<notification> one;
  std::string json = std::move(text->json);
  one.push_back(made_of(from, *text, *read, std::move(json), body, of));
  return one;
}

} // namespace

result<std::vector<notification>> parse_batch(arrival const& from, std::string_view body, unit const& of,
                                              parse_options const& options) {
  return detail::within_memory([&] { return read_notifications(from, body, of, options); });
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

} // namespace pacto
RUBRICA_END_NAMESPACE
