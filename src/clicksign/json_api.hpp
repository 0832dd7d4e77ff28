#pragma once

#include "clicksign/api_error.hpp"
#include "clicksign/session.hpp"
#include "detail/json_shapes.hpp"
#include "detail/json_writer.hpp"

#include <rubrica/clicksign/pages.hpp>

#include <string>
#include <string_view>
#include <vector>

// JSON:API documents (clicksign-v3 §2). A model's resource table names the members of a resource object; the envelope of
// answers and lists around it is the same for all and is read here.

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// The `errors` array of a body; empty when it has none or is not JSON.
std::vector<problem> read_problems(std::string_view body);

/// A model as it came, with the resource type to check.
template <class T> struct resource {
  std::string type;
  T value;
};

template <class T> struct answer_of_one { resource<T> data; };

struct list_meta {
  std::optional<int> record_count;
};

struct list_links {
  std::string next;
};

template <class T> struct answer_of_list {
  std::vector<resource<T>> data;
  list_meta meta;
  list_links links;
};

/// `{"data":{"type":…,"id":…,"attributes":{…}}}` around what the function writes, as a request body.
template <class Attributes, class Relationships>
std::string request_body(std::string_view type, std::string_view id, Attributes write_attributes,
                         Relationships write_relationships) {
  std::string body;
  detail::json_writer out(body);
  out.begin_object();
  out.key("data");
  out.begin_object();
  out.member("type", type);
  if (!id.empty()) out.member("id", id);
  out.key("attributes");
  out.begin_object();
  write_attributes(out);
  out.end_object();
  write_relationships(out);
  out.end_object();
  out.end_object();
  if (!out.valid()) body.clear();
  return body;
}

template <class Attributes> std::string request_body(std::string_view type, std::string_view id, Attributes write_attributes) {
  return request_body(type, id, write_attributes, [](detail::json_writer&) {});
}

/// `"folder":{"data":{"type":"folders","id":"…"}}`
void write_relationship(detail::json_writer& out, std::string_view name, std::string_view type, std::string_view id);

}}} // namespace rubrica::v0_1::clicksign

namespace rubrica { inline namespace v0_1 { namespace detail {

struct problem_source_table {
  using owner = problem;
  static constexpr json_member list[] = {{"pointer", at<&problem::pointer>}};
};
struct problem_table {
  using owner = problem;
  static constexpr json_member list[] = {{"title", at<&problem::title>},
                                         {"detail", at<&problem::detail>},
                                         {"code", at_as<&problem::code, text_or_number<std::string>>},
                                         {"source", same_owner<problem_source_table>}};
};
template <> struct table_of<problem> { using type = problem_table; };

/// A resource object: `type` is checked by the caller, the rest is the model's table.
template <class T> struct shape_of<clicksign::resource<T>> {
  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    auto& resource = as<clicksign::resource<T>>(object);
    if (key == "type") return slot_for(resource.type);
    return member_in<typename table_of<T>::type>(&resource.value, key, hint);
  }
  static constexpr shape value = object_shape(&begin, &member);
};

/// Attributes that the table does not name are kept as members of one JSON object in the model's `raw`.
template <class Table> struct attributes_shape {
  using owner = typename Table::owner;
  static std::string& keep(void* raw) { return as<std::string>(raw); }
  static constexpr shape unknown = capture_shape(&keep);

  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    slot const known = member_in<Table>(object, key, hint);
    if (known.how != nullptr) return known;
    std::string& raw = as<owner>(object).raw;
    raw += raw.empty() ? '{' : ',';
    json_writer(raw).key(key);
    return {&raw, &unknown};
  }
  static constexpr shape value = object_shape(&begin, &member);
};
template <class Table> slot attributes(void* owner) {
  return {owner, &attributes_shape<Table>::value};
}

template <class T> struct answer_table {
  using owner = clicksign::answer_of_one<T>;
  static constexpr json_member list[] = {{"data", at<&owner::data>}};
};
template <class T> struct table_of<clicksign::answer_of_one<T>> { using type = answer_table<T>; };

struct list_meta_table {
  using owner = clicksign::list_meta;
  static constexpr json_member list[] = {{"record_count", at<&owner::record_count>}};
};
template <> struct table_of<clicksign::list_meta> { using type = list_meta_table; };

struct list_links_table {
  using owner = clicksign::list_links;
  static constexpr json_member list[] = {{"next", at<&owner::next>}};
};
template <> struct table_of<clicksign::list_links> { using type = list_links_table; };

template <class T> struct list_table {
  using owner = clicksign::answer_of_list<T>;
  static constexpr json_member list[] = {{"data", at<&owner::data>}, {"meta", at<&owner::meta>}, {"links", at<&owner::links>}};
};
template <class T> struct table_of<clicksign::answer_of_list<T>> { using type = list_table<T>; };

}}} // namespace rubrica::v0_1::detail

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// Closes the JSON object of unknown attributes, in models that keep one.
template <class T> auto close_raw(T& value) -> decltype(value.raw, void()) {
  if (!value.raw.empty()) value.raw += '}';
}
inline void close_raw(...) {}

/// Makes one call that answers with one resource of the type.
template <class T>
result<T> call_for_one(session const& session, std::string_view type, operation const& what, call_options const& how) {
  if (auto const* body = std::get_if<std::string>(&what.body);
      what.verb != http::method::get && body != nullptr && body->empty()) {
    return make_error(errc::invalid_argument, "a text is not valid UTF-8");
  }
  auto answer = session.call(what, how);
  if (!answer) return std::move(answer).error();
  answer_of_one<T> read;
  if (auto parsed = detail::read_json(answer->body, detail::slot_for(read)); !parsed) {
    return unexpected_answer(*answer, what.verb, "it is not JSON");
  }
  if (read.data.type != type || read.data.value.id.empty()) {
    return unexpected_answer(*answer, what.verb, "it is not a resource of the expected type");
  }
  close_raw(read.data.value);
  return std::move(read.data.value);
}

/// Makes the calls of a list, page by page. Pages are asked for by number: the links of nested lists lead astray (§2.3).
template <class T>
pages<T> call_for_list(std::shared_ptr<session const> session, std::string_view type, std::string_view route,
                       std::vector<std::string> ids, std::string query, call_options how, int page_size = 50) {
  constexpr int most_pages = 10'000;
  auto fetch = [=](int number) -> result<page<T>> {
    std::string parameters = query;
    add_parameter(parameters, "page[number]", std::to_string(number));
    add_parameter(parameters, "page[size]", std::to_string(page_size));
    auto answer = session->call({http::method::get, route, {ids.begin(), ids.end()}, parameters}, how);
    if (!answer) return std::move(answer).error();
    answer_of_list<T> read;
    if (!detail::read_json(answer->body, detail::slot_for(read)))
      return unexpected_answer(*answer, http::method::get, "it is not JSON");
    page<T> out;
    out.total = read.meta.record_count;
    out.has_next = !read.links.next.empty() && number < most_pages;
    for (auto& item : read.data) {
      if (item.type != type) return unexpected_answer(*answer, http::method::get, "the list holds another type");
      close_raw(item.value);
      out.items.push_back(std::move(item.value));
    }
    return out;
  };
  return pages<T>(fetch);
}

/// Makes one call that answers with nothing but its status.
inline result<void> call_for_nothing(session const& session, operation const& what, call_options const& how) {
  auto answer = session.call(what, how);
  if (!answer) return std::move(answer).error();
  return {};
}

}}} // namespace rubrica::v0_1::clicksign
