#include "clicksign/json_api.hpp"

#include <algorithm>
#include <charconv>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace {

struct answer_of_errors {
  std::vector<problem> errors;
};

}}}} // namespace rubrica::v0_1::clicksign

namespace rubrica { inline namespace v0_1 { namespace detail {

struct errors_table {
  using owner = clicksign::answer_of_errors;
  static constexpr json_member list[] = {{"errors", at<&owner::errors>}};
};
template <> struct table_of<clicksign::answer_of_errors> { using type = errors_table; };

}}} // namespace rubrica::v0_1::detail

namespace rubrica { inline namespace v0_1 { namespace clicksign {

related const* find(std::vector<related> const& all, std::string_view name) noexcept {
  auto const found = std::find_if(all.begin(), all.end(), [&](related const& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

void attach(std::vector<related>& named, std::vector<included_resource> const& included) {
  auto const has_no_data = [](related const& one) { return one.id.empty(); };
  named.erase(std::remove_if(named.begin(), named.end(), has_no_data), named.end());
  for (related& one : named) {
    for (included_resource const& other : included) {
      if (other.type == one.type && other.id == one.id) one.attributes = other.attributes;
    }
  }
}

bool is_json(std::string_view body) {
  detail::json_limits any_size;
  any_size.bytes = any_size.string_bytes = body.size();
  return static_cast<bool>(detail::read_json(body, {}, any_size));
}

std::vector<problem> read_problems(std::string_view body) {
  answer_of_errors answer;
  if (!detail::read_json(body, detail::slot_for(answer))) return {};
  return std::move(answer.errors);
}

std::optional<int> page_after(int current, std::string_view next_link) {
  if (next_link.empty()) return 0;
  for (std::string_view const name : {"page%5Bnumber%5D=", "page%5bnumber%5d=", "page[number]="}) {
    auto const at = next_link.find(name);
    if (at == std::string_view::npos) continue;
    std::string_view const digits = next_link.substr(at + name.size());
    int number = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc()) break;
    return number > current ? std::optional(number) : std::nullopt;
  }
  return current + 1;
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

}}} // namespace rubrica::v0_1::clicksign
