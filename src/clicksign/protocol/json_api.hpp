#pragma once

#include "clicksign/protocol/api_error.hpp"
#include "json/json_shapes.hpp"
#include "json/json_writer.hpp"

#include <rubrica/clicksign/related.hpp>
#include <rubrica/core/error.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/result.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// JSON:API documents (clicksign-rest §2). A model's resource table names the members of a resource object; the envelope of
// answers and lists around it is the same for all and is read here.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Success when a body is JSON, of any size: it is our own, or has passed the limit for answers.
result<void> check_json(std::string_view body);

/// What a body lists in `errors`, in whatever form; empty when it lists nothing or is not JSON. Fails for want of memory alone.
result<refusal> read_refusal(std::string_view body);

/// `errors` while it is read.
struct listed_errors {
  refusal said;
  std::string name;                  ///< of the attribute whose texts come
  std::optional<std::size_t> itself; ///< which problem the object in place of the list is, when it is one
};

/// A model as it came, with the resource type to check.
template <class T> struct resource {
  std::string type;
  T value;
};

/// An entry of `included`. Some come without a type (clicksign-rest §2.4): nothing refers to those.
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
  std::optional<int> record_count; ///< what does not fit is the largest that does; less than zero is none
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

/// What is known when a page is there.
struct page_facts {
  int number = 1; ///< of the page
  int size = 50;  ///< items that were asked for
  std::size_t items = 0;
  std::optional<int> total{};
  std::string_view next_link{};
};

struct next_page {
  int number = 0;                ///< 0: the page at hand is the last one
  char const* trouble = nullptr; ///< why nobody can tell
};

/// Which page comes next: the following one, if there is a link to it or if the total says that more exist. A link that leads back
/// or further on, and a list that ends too early, are trouble: items would be lost or read twice. Where else the link leads does
/// not matter: nobody goes there, and nested lists name other hosts and paths (clicksign-rest §2.3).
next_page page_after(page_facts const& at);

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

} // namespace clicksign
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// A text, and an object or a list in its place.
constexpr shape texts_and(void (*text)(void*, std::string_view), slot (*object)(void*), slot (*array)(void*)) {
  shape s = scalar_shape(text);
  s.begin_object = object;
  s.begin_array = array;
  return s;
}

/// A text, or a list of them, which are joined.
struct joined_texts {
  static void assign(void* object, std::string_view text) { as<std::string>(object).assign(text); }
  static void add(void* object, std::string_view text) {
    auto& all = as<std::string>(object);
    if (!all.empty()) all += "; ";
    all += text;
  }
  static slot begin(void* object) { return {object, &list}; }
  static slot element(void* object) { return {object, &item}; }
  static constexpr shape item = scalar_shape(&add);
  static constexpr shape list = array_shape(nullptr, &element);
  static constexpr shape value = texts_and(&assign, nullptr, &begin);
};

struct problem_source_table {
  using owner = problem;
  static constexpr json_member list[] = {{"pointer", at<&problem::pointer>}};
};
struct problem_table {
  using owner = problem;
  static constexpr json_member list[] = {{"title", at_as<&problem::title, joined_texts>},
                                         {"detail", at_as<&problem::detail, joined_texts>},
                                         {"code", at_as<&problem::code, text_or_number<std::string>>},
                                         {"source", same_owner<problem_source_table>}};
};
template <> struct table_of<problem> { using type = problem_table; };

/// `errors` in each form in which it may come: a list of problems, as documented, or of texts; one problem; one text; texts under
/// the names of attributes.
template <> struct shape_of<clicksign::listed_errors> {
  static clicksign::listed_errors& all(void* object) { return as<clicksign::listed_errors>(object); }
  static std::vector<problem>& problems(void* object) { return all(object).said.problems; }

  static void add_text(void* object, std::string_view text) {
    std::string const& name = all(object).name;
    std::string sentence = name.empty() ? std::string() : name + " - ";
    problems(object).emplace_back().detail = sentence.append(text);
  }
  static slot begin_list(void* object) { return {object, &list}; }
  static slot begin_item(void* object) { return {object, &item}; }
  static slot begin_problem(void* object) {
    all(object).said.as_documented = true;
    problems(object).emplace_back();
    return {object, &one_problem};
  }
  static slot member_of(problem& one, void* object, std::string_view key, std::size_t& hint) {
    auto& said = all(object).said;
    if (key == "status") return &one == &said.problems.front() ? slot_for(said.status) : slot{};
    return member_in<problem_table>(&one, key, hint);
  }
  static slot member_of_last(void* object, std::string_view key, std::size_t& hint) {
    return member_of(problems(object).back(), object, key, hint);
  }

  static slot begin_object(void* object) { return {object, &named}; }
  static bool is_of_problem(std::string_view key) {
    return key == "title" || key == "detail" || key == "code" || key == "source" || key == "status";
  }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    auto& found = all(object);
    if (!is_of_problem(key)) {
      found.name = key;
      return {object, &texts_of_name};
    }
    if (!found.itself) {
      found.itself = problems(object).size();
      problems(object).emplace_back();
    }
    return member_of(problems(object)[*found.itself], object, key, hint);
  }
  static slot begin_texts(void* object) { return {object, &more_texts}; }
  static slot begin_text(void* object) { return {object, &texts_of_name}; }

  static constexpr shape one_problem = object_shape(nullptr, &member_of_last);
  static constexpr shape item = texts_and(&add_text, &begin_problem, nullptr);
  static constexpr shape list = array_shape(nullptr, &begin_item);
  static constexpr shape more_texts = array_shape(nullptr, &begin_text);
  static constexpr shape texts_of_name = texts_and(&add_text, nullptr, &begin_texts);
  static constexpr shape named = object_shape(nullptr, &member);
  static constexpr shape value = texts_and(&add_text, &begin_object, &begin_list);
};

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

/// A number of records: never less than none, and never more than an int holds.
struct record_count_shape {
  static void assign(void* object, std::string_view text) {
    constexpr int largest = (std::numeric_limits<int>::max)();
    if (!is_json_number(text)) return;
    auto const read = whole_number(text);
    auto& count = as<std::optional<int>>(object);
    if (read && *read >= 0)
      count = static_cast<int>(std::min<std::int64_t>(*read, largest));
    else if (!read && text.front() != '-' && text.find('.') == std::string_view::npos && text.find('-') == std::string_view::npos)
      count = largest; // beyond 64 bits
  }
  static constexpr shape value = scalar_shape(&assign, &assign);
};

struct list_meta_table {
  using owner = clicksign::list_meta;
  static constexpr json_member list[] = {{"record_count", at_as<&owner::record_count, record_count_shape>}};
};
template <> struct table_of<clicksign::list_meta> { using type = list_meta_table; };

/// A link as text or as `{"href": …}` (JSON:API has both).
struct link_shape {
  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t&) {
    return key == "href" ? slot_for(as<std::string>(object)) : slot{};
  }
  static void assign(void* object, std::string_view text) { as<std::string>(object).assign(text); }
  static constexpr shape value = [] {
    shape s = object_shape(&begin, &member);
    s.string = &assign;
    return s;
  }();
};

struct list_links_table {
  using owner = clicksign::list_links;
  static constexpr json_member list[] = {{"next", at_as<&owner::next, link_shape>}};
};
template <> struct table_of<clicksign::list_links> { using type = list_links_table; };

template <class T> struct list_table {
  using owner = clicksign::answer_of_list<T>;
  static constexpr json_member list[] = {
      {"data", at<&owner::data>}, {"included", at<&owner::included>}, {"meta", at<&owner::meta>}, {"links", at<&owner::links>}};
};
template <class T> struct table_of<clicksign::answer_of_list<T>> { using type = list_table<T>; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

template <class T, class = void> inline constexpr bool keeps_unknown = false;
template <class T> inline constexpr bool keeps_unknown<T, std::void_t<decltype(std::declval<T&>().raw)>> = true;

/// What an answer includes, to be found by type and id. Refers to the list that it was made of.
class included_records {
public:
  explicit included_records(std::vector<included_resource> const& all = {});

  /// Gives the records that a model names their attributes, where the answer includes them. False when the copies of one answer
  /// become larger than any answer: records that name each other over and over.
  bool attach(std::vector<related>& named);

private:
  using key = std::pair<std::string_view, std::string_view>;
  static key key_of(included_resource const& one) { return {one.type, one.id}; }

  static constexpr std::size_t most_copied = 64u << 20;

  std::vector<included_resource const*> in_order_;
  std::size_t left_ = most_copied;
};

/// What is left to do when all of the answer has been read; false when it takes too much room.
template <class T> bool complete(T& value, included_records& included) {
  if constexpr (keeps_unknown<T>) {
    if (!value.raw.empty()) value.raw += '}'; // opened by the first unknown attribute
  }
  if constexpr (detail::names_related<T>) return included.attach(value.related);
  return true;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
