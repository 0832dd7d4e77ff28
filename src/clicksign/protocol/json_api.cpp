#include "clicksign/protocol/json_api.hpp"

#include <rubrica/clicksign/pages.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

struct answer_of_errors {
  listed_errors problems;
};

constexpr auto json_members(detail::tag<answer_of_errors>) {
  return member_list({{"errors", member<&answer_of_errors::problems>}});
}

} // namespace

related const* find(std::vector<related> const& all, std::string_view name) noexcept {
  auto const found = std::find_if(all.begin(), all.end(), [&](related const& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

included_records::included_records(std::vector<included_resource> const& all) {
  in_order_.reserve(all.size());
  for (included_resource const& one : all) in_order_.push_back(&one);
  std::stable_sort(in_order_.begin(), in_order_.end(), [](auto const* a, auto const* b) { return key_of(*a) < key_of(*b); });
}

bool included_records::attach(std::vector<related>& named) {
  auto const has_no_data = [](related const& one) { return one.id.empty(); };
  named.erase(std::remove_if(named.begin(), named.end(), has_no_data), named.end());
  for (related& one : named) {
    key const wanted(one.type, one.id);
    // Of two with the same id the last one counts.
    auto const behind = std::upper_bound(in_order_.begin(), in_order_.end(), wanted,
                                         [](key const& a, included_resource const* b) { return a < key_of(*b); });
    if (behind == in_order_.begin() || key_of(**std::prev(behind)) != wanted) continue;
    std::string const& attributes = (*std::prev(behind))->attributes;
    if (attributes.size() > left_) return false;
    left_ -= attributes.size();
    one.attributes = attributes;
  }
  return true;
}

result<void> check_json(std::string_view body) {
  detail::json_limits any_size;
  any_size.bytes = any_size.string_bytes = body.size();
  return detail::read_json(body, {}, any_size);
}

result<refusal> read_listed_errors(std::string_view body) {
  answer_of_errors answer;
  auto const done = detail::read_json(body, detail::target_for(answer));
  if (!done && done.error().code == errc::out_of_memory) return done.error();
  return done ? std::move(answer.problems.said) : refusal();
}

bool is_name_of_text(std::string_view key) noexcept {
  constexpr std::string_view names[] = {"error",    "errors",      "erro",      "erros",         "message",          "messages",
                                        "mensagem", "mensagens",   "msg",       "detail",        "details",          "detalhe",
                                        "detalhes", "description", "descricao", "error_message", "error_description"};
  return std::any_of(std::begin(names), std::end(names), [&](std::string_view one) { return detail::same_plain_name(one, key); });
}

namespace {

struct unknown_attribute_reader {
  static std::string& keep(void* raw) { return as<std::string>(raw); }
  static constexpr value_handler value = value_handler().on_capture(&keep);
};

} // namespace

target unknown_attribute(std::string& raw, std::string_view key) {
  raw += raw.empty() ? '{' : ',';
  detail::json_writer(raw).key(key);
  return {&raw, &unknown_attribute_reader::value};
}

namespace {

/// The bracket that an escape such as `%5B` means; 0 when it is none.
char escaped_bracket(std::string_view text) {
  if (text.size() < 3 || text[0] != '%' || text[1] != '5') return '\0';
  if (text[2] == 'B' || text[2] == 'b') return '[';
  return text[2] == 'D' || text[2] == 'd' ? ']' : '\0';
}

/// Removes the name of the page number from the parameter; false when it has another name.
bool take_page_number(std::string_view& parameter) {
  for (char const expected : std::string_view("page[number]=")) {
    char const bracket = escaped_bracket(parameter);
    if (parameter.empty() || (bracket != '\0' ? bracket : parameter[0]) != expected) return false;
    parameter.remove_prefix(bracket != '\0' ? 3 : 1);
  }
  return true;
}

/// Whether all page numbers in the link are that of the next page. A link without a number is accepted.
bool names_page(std::string_view link, int wanted) {
  link = link.substr(0, link.find('#'));
  std::size_t const query = link.find('?');
  std::string_view rest = query == std::string_view::npos ? std::string_view() : link.substr(query + 1);
  std::string const number = std::to_string(wanted);
  while (!rest.empty()) {
    std::string_view parameter = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(parameter.size() + 1, rest.size()));
    if (take_page_number(parameter) && parameter != number) return false;
  }
  return true;
}

} // namespace

next_page page_after(page_facts const& at) {
  if (at.number >= list_position::largest_page) return {0, "the list has too many pages"};
  if (!at.next_link.empty()) {
    if (!names_page(at.next_link, at.number + 1)) return {0, "the list's link does not lead to its next page"};
    return {at.number + 1, nullptr};
  }
  auto const size = static_cast<std::size_t>(at.size);
  std::size_t const come = static_cast<std::size_t>(at.number - 1) * size + at.items;
  if (!at.total || come >= static_cast<std::size_t>(*at.total)) return {};
  if (at.items == size) return {at.number + 1, nullptr}; // the page is full, so only the link is missing
  return {0, "the list says that it holds more than it gives"};
}

void write_identifier(detail::json_writer& out, std::string_view type, std::string_view id) {
  out.begin_object();
  out.member("type", type);
  out.member("id", id);
  out.end_object();
}

namespace {

void write_linkage(detail::json_writer& out, std::string_view type, std::string_view id) {
  out.begin_object();
  out.key("data");
  write_identifier(out, type, id);
  out.end_object();
}

} // namespace

std::string identifier_body(std::string_view type, std::string_view id) {
  std::string body;
  detail::json_writer out(body);
  write_linkage(out, type, id);
  return out.valid() ? body : std::string();
}

void write_relationship(detail::json_writer& out, std::string_view name, std::string_view type, std::string_view id) {
  out.key(name);
  write_linkage(out, type, id);
}

void write_to_one(detail::json_writer& out, std::string_view name, std::string_view type, std::string_view id) {
  if (id.empty()) return;
  out.key("relationships");
  out.begin_object();
  write_relationship(out, name, type, id);
  out.end_object();
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
