#include "clicksign/json_api.hpp"

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

std::vector<problem> read_problems(std::string_view body) {
  answer_of_errors answer;
  if (!detail::read_json(body, detail::slot_for(answer))) return {};
  return std::move(answer.errors);
}

void write_relationship(detail::json_writer& out, std::string_view name, std::string_view type, std::string_view id) {
  out.key(name);
  out.begin_object();
  out.key("data");
  out.begin_object();
  out.member("type", type);
  out.member("id", id);
  out.end_object();
  out.end_object();
}

}}} // namespace rubrica::v0_1::clicksign
