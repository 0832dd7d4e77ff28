#pragma once

#include "detail/json_shapes.hpp"
#include "detail/json_writer.hpp"

#include <rubrica/clicksign/related.hpp>
#include <rubrica/core/error.hpp>
#include <rubrica/core/id.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// JSON:API documents (clicksign-v3 §2). A model's resource table names the members of a resource object; the envelope of
// answers and lists around it is the same for all and is read here.

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// Whether a body is JSON, of any size: it is our own, or has passed the limit for answers.
bool is_json(std::string_view body);

/// The `errors` array of a body; empty when it has none or is not JSON.
std::vector<problem> read_problems(std::string_view body);

/// A model as it came, with the resource type to check.
template <class T> struct resource {
  std::string type;
  T value;
};

/// An entry of `included`. Some come without a type (clicksign-v3 §2.4): nothing refers to those.
struct included_resource {
  std::string type;
  std::string id;
  std::string attributes;
};

template <class T> struct answer_of_one {
  resource<T> data;
  std::vector<included_resource> included;
};

struct list_meta {
  std::optional<int> record_count;
};

struct list_links {
  std::string next;
};

template <class T> struct answer_of_list {
  std::optional<std::vector<resource<T>>> data; ///< none: this is no list, which is not the same as an empty one
  std::vector<included_resource> included;
  list_meta meta;
  list_links links;
};

/// The number of the page that `links.next` names after the current one; 0 when there is none. Nothing when it leads back.
std::optional<int> page_after(int current, std::string_view next_link);

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

/// `{"type":"folders","id":"…"}`
void write_identifier(detail::json_writer& out, std::string_view type, std::string_view id);

/// `{"data":{"type":"folders","id":"…"}}`
std::string identifier_body(std::string_view type, std::string_view id);

/// `{"data":[{"type":"users","id":"…"}]}`
template <class Kind> std::string identifiers_body(std::string_view type, std::vector<id<Kind>> const& ids) {
  std::string body;
  detail::json_writer out(body);
  out.begin_object();
  out.key("data");
  out.begin_array();
  for (id<Kind> const& one : ids) write_identifier(out, type, one.text());
  out.end_array();
  out.end_object();
  return out.valid() ? body : std::string();
}

/// `"folder":{"data":{"type":"folders","id":"…"}}`
void write_relationship(detail::json_writer& out, std::string_view name, std::string_view type, std::string_view id);
/// `"relationships":{"folder":…}` when there is an id.
void write_to_one(detail::json_writer& out, std::string_view name, std::string_view type, std::string_view id);

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

/// `{"folder":{"links":{…},"data":{"type":…,"id":…}}}`, where data may also be a list of those: one entry for each.
struct relationships_shape {
  static std::vector<clicksign::related>& all(void* object) { return as<std::vector<clicksign::related>>(object); }

  static slot begin_identifier(void* object) { return {object, &identifier}; }
  static slot identifier_member(void* object, std::string_view key, std::size_t&) {
    if (key == "type") return slot_for(all(object).back().type);
    return key == "id" ? slot_for(all(object).back().id) : slot{};
  }
  static slot next_identifier(void* object) {
    if (!all(object).back().id.empty()) all(object).push_back({all(object).back().name, {}, {}, {}});
    return {object, &identifier};
  }
  static constexpr shape identifier{nullptr,           nullptr,         nullptr, nullptr, &begin_identifier, &identifier_member,
                                    &begin_identifier, &next_identifier};

  static slot begin_relationship(void* object) { return {object, &relationship}; }
  static slot relationship_member(void* object, std::string_view key, std::size_t&) {
    return key == "data" ? slot{object, &identifier} : slot{};
  }
  static constexpr shape relationship = object_shape(&begin_relationship, &relationship_member);

  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t&) {
    all(object).push_back({std::string(key), {}, {}, {}});
    return {object, &relationship};
  }
  static constexpr shape value = object_shape(&begin, &member);
};

template <class T, class = void> inline constexpr bool names_related = false;
template <class T> inline constexpr bool names_related<T, std::void_t<decltype(std::declval<T&>().related)>> = true;

template <class T> slot slot_for_related(T& model) {
  if constexpr (names_related<T>) return {&model.related, &relationships_shape::value};
  return {};
}

/// A resource object: `type` is checked by the caller, `relationships` are the same for all, the rest is the model's table.
template <class T> struct shape_of<clicksign::resource<T>> {
  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    auto& resource = as<clicksign::resource<T>>(object);
    if (key == "type") return slot_for(resource.type);
    if (key == "relationships") return slot_for_related(resource.value);
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
  static constexpr shape value = with_unknowns(object_shape(&begin, &member), &unknowns_in<Table>);
};
template <class Table> slot attributes(void* owner) {
  return {owner, &attributes_shape<Table>::value};
}

struct included_table {
  using owner = clicksign::included_resource;
  static constexpr json_member list[] = {
      {"type", at<&owner::type>}, {"id", at<&owner::id>}, {"attributes", at_as<&owner::attributes, raw_json>}};
};
template <> struct table_of<clicksign::included_resource> { using type = included_table; };

template <class T> struct answer_table {
  using owner = clicksign::answer_of_one<T>;
  static constexpr json_member list[] = {{"data", at<&owner::data>}, {"included", at<&owner::included>}};
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
  static constexpr json_member list[] = {
      {"data", at<&owner::data>}, {"included", at<&owner::included>}, {"meta", at<&owner::meta>}, {"links", at<&owner::links>}};
};
template <class T> struct table_of<clicksign::answer_of_list<T>> { using type = list_table<T>; };

}}} // namespace rubrica::v0_1::detail

namespace rubrica { inline namespace v0_1 { namespace clicksign {

template <class T, class = void> inline constexpr bool keeps_unknown = false;
template <class T> inline constexpr bool keeps_unknown<T, std::void_t<decltype(std::declval<T&>().raw)>> = true;

/// Gives the records that a model names their attributes, where the answer includes them.
void attach(std::vector<related>& named, std::vector<included_resource> const& included);

/// What is left to do when all of the answer has been read.
template <class T> void complete(T& value, std::vector<included_resource> const& included) {
  if constexpr (keeps_unknown<T>) {
    if (!value.raw.empty()) value.raw += '}'; // opened by the first unknown attribute
  }
  if constexpr (detail::names_related<T>) attach(value.related, included);
}

}}} // namespace rubrica::v0_1::clicksign
