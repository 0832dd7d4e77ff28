#pragma once

#include "clicksign/protocol/api_error.hpp"
#include "json/json_writer.hpp"
#include "json/model_handlers.hpp"

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

// JSON:API documents (clicksign-rest §2). A model's table names the members of its resource object; the structure of answers and
// lists around it is the same for all models and is read here.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

using detail::as;
using detail::member;
using detail::member_as;
using detail::member_in;
using detail::member_list;
using detail::members_of;
using detail::raw_json;
using detail::same_owner;
using detail::target;
using detail::target_for;
using detail::text_or_number;
using detail::value_handler;

/// Succeeds when a body is JSON, of any size: it is our own, or has been checked against the limit for answers.
result<void> check_json(std::string_view body);

/// The problems in `errors` of a body, in any form; empty when there are none or the body is not JSON. Fails only when memory
/// runs out.
result<refusal> read_listed_errors(std::string_view body);

/// Whether a member of this name says what went wrong, where the API itself writes `detail`: `error`, `message`, `mensagem` …
bool is_name_of_text(std::string_view key) noexcept;

/// `problems` while it is being parsed.
struct listed_errors {
  refusal said;
  std::string name;                  ///< of the attribute to which the next texts belong
  std::optional<std::size_t> itself; ///< index of the problem when there is an object instead of a list
};

/// An entry of `included`. Some have no type (clicksign-rest §2.4): nothing refers to those.
struct included_resource {
  std::string type;
  std::string id;
  std::string attributes;
};

struct list_meta {
  std::optional<int> record_count; ///< values out of range become the nearest in range
};

struct list_links {
  std::string next;
};

/// What is known after a page was received.
struct page_facts {
  int number = 1; ///< of the page
  int size = 50;  ///< requested number of items
  std::size_t items = 0;
  std::optional<int> total{};
  std::string_view next_link{};
};

struct next_page {
  int number = 0;                ///< 0: the current page is the last one
  char const* trouble = nullptr; ///< why it is unknown
};

/// The number of the next page: the following one, if there is a link to it or if the total says that there are more items. A
/// link that leads back or skips pages, or a list that ends too early, is an error: items would be lost or read twice. The rest
/// of the link is ignored, because nested lists name other hosts and paths (clicksign-rest §2.3).
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

/// A string, or a list of strings, which are joined.
struct joined_texts {
  static void assign(void* object, std::string_view text) { as<std::string>(object).assign(text); }
  static void add(void* object, std::string_view text) {
    auto& all = as<std::string>(object);
    if (!all.empty()) all += "; ";
    all += text;
  }
  static target begin(void* object) { return {object, &list}; }
  static target element(void* object) { return {object, &item}; }
  static constexpr value_handler item = value_handler().on_string(&add);
  static constexpr value_handler list = value_handler().on_element(&element);
  static constexpr value_handler value = value_handler().on_string(&assign).on_array(&begin);
};

inline constexpr auto problem_source_members = member_list({{"pointer", member<&problem::pointer>}});
inline constexpr auto problem_members = member_list({
    {"title", member_as<&problem::title, joined_texts>},
    {"detail", member_as<&problem::detail, joined_texts>},
    {"code", member_as<&problem::code, text_or_number<std::string>>},
    {"source", same_owner<problem_source_members>},
});

/// `problems` in each possible form: a list of problems, as documented, or of strings; one problem; one string; strings under the
/// names of attributes.
struct listed_errors_reader {
  static listed_errors& all(void* object) { return as<listed_errors>(object); }
  static std::vector<problem>& problems(void* object) { return all(object).said.problems; }

  static void add_text(void* object, std::string_view text) {
    std::string const& name = all(object).name;
    std::string sentence = name.empty() ? std::string() : name + " - ";
    problems(object).emplace_back().detail = sentence.append(text);
  }
  static target begin_list(void* object) { return {object, &list}; }
  static target begin_item(void* object) { return {object, &item}; }
  static target begin_problem(void* object) {
    all(object).said.as_documented = true;
    problems(object).emplace_back();
    return {object, &one_problem};
  }
  static target member_of(problem& one, void* object, std::string_view key, std::size_t& hint) {
    auto& said = all(object).said;
    if (key == "status") return &one == &said.problems.front() ? target_for(said.status) : target{};
    return member_in<problem_members>(&one, key, hint);
  }
  static target member_of_last(void* object, std::string_view key, std::size_t& hint) {
    problem& last = problems(object).back();
    bool const other_name = last.detail.empty() && is_name_of_text(key); // `detail` itself may still come, and counts
    return other_name ? member_as<&problem::detail, joined_texts>(&last) : member_of(last, object, key, hint);
  }

  static target begin_object(void* object) { return {object, &named}; }
  static bool is_of_problem(std::string_view key) {
    return key == "title" || key == "detail" || key == "code" || key == "source" || key == "status";
  }
  static target member(void* object, std::string_view key, std::size_t& hint) {
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
  static target begin_texts(void* object) { return {object, &more_texts}; }
  static target begin_text(void* object) { return {object, &texts_of_name}; }

  static constexpr value_handler one_problem = value_handler().on_member(&member_of_last);
  static constexpr value_handler item = value_handler().on_string(&add_text).on_object(&begin_problem);
  static constexpr value_handler list = value_handler().on_element(&begin_item);
  static constexpr value_handler more_texts = value_handler().on_element(&begin_text);
  static constexpr value_handler texts_of_name = value_handler().on_string(&add_text).on_array(&begin_texts);
  static constexpr value_handler named = value_handler().on_member(&member);
  static constexpr value_handler value = value_handler().on_string(&add_text).on_object(&begin_object).on_array(&begin_list);
};
listed_errors_reader json_reader(detail::tag<listed_errors>);

/// `{"folder":{"links":{…},"data":{"type":…,"id":…}}}`, where data may also be a list of those: one entry for each.
struct relationships_reader {
  static std::vector<related>& all(void* object) { return as<std::vector<related>>(object); }

  static target begin_identifier(void* object) { return {object, &identifier}; }
  static target identifier_member(void* object, std::string_view key, std::size_t&) {
    if (key == "type") return target_for(all(object).back().type);
    return key == "id" ? target_for(all(object).back().id) : target{};
  }
  static target next_identifier(void* object) {
    if (!all(object).back().id.empty()) all(object).push_back({all(object).back().name, {}, {}, {}});
    return {object, &identifier};
  }
  static constexpr value_handler identifier = value_handler()
                                                  .on_object(&begin_identifier)
                                                  .on_member(&identifier_member)
                                                  .on_array(&begin_identifier)
                                                  .on_element(&next_identifier);

  static target begin_relationship(void* object) { return {object, &relationship}; }
  static target relationship_member(void* object, std::string_view key, std::size_t&) {
    return key == "data" ? target{object, &identifier} : target{};
  }
  static constexpr value_handler relationship = value_handler().on_object(&begin_relationship).on_member(&relationship_member);

  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t&) {
    all(object).push_back({std::string(key), {}, {}, {}});
    return {object, &relationship};
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};

/// Where the value of an attribute without a name of ours goes: it becomes a member of one JSON object.
target unknown_attribute(std::string& raw, std::string_view key);

/// Attributes that are not in the table are kept in the model's `raw`.
template <class Owner, auto const& Members> struct attributes_reader {
  static target keep(void* object, std::string_view key) { return unknown_attribute(as<Owner>(object).raw, key); }
  static constexpr value_handler value = detail::table_reader<Members>::value.on_other(&keep);
};
template <class Owner, auto const& Members> target attributes(void* owner) {
  return {owner, &attributes_reader<Owner, Members>::value};
}

constexpr auto json_members(detail::tag<included_resource>) {
  return member_list({
      {"type", member<&included_resource::type>},
      {"id", member<&included_resource::id>},
      {"attributes", member_as<&included_resource::attributes, raw_json>},
  });
}

/// A number of records, limited to the range from 0 to the largest int.
struct record_count_reader {
  static void assign(void* object, std::string_view text) {
    constexpr int largest = (std::numeric_limits<int>::max)();
    if (!detail::is_json_number(text)) return;
    auto const read = detail::whole_number(text);
    auto& count = as<std::optional<int>>(object);
    if (read && *read >= 0)
      count = static_cast<int>(std::min<std::int64_t>(*read, largest));
    else if (!read && text.front() != '-' && text.find('.') == std::string_view::npos && text.find('-') == std::string_view::npos)
      count = largest; // beyond 64 bits
  }
  static constexpr value_handler value = value_handler().on_string(&assign).on_number(&assign);
};

constexpr auto json_members(detail::tag<list_meta>) {
  return member_list({{"record_count", member_as<&list_meta::record_count, record_count_reader>}});
}

/// A link as a string or as `{"href": …}` (JSON:API has both).
struct link_reader {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t&) {
    return key == "href" ? target_for(as<std::string>(object)) : target{};
  }
  static void assign(void* object, std::string_view text) { as<std::string>(object).assign(text); }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member).on_string(&assign);
};

constexpr auto json_members(detail::tag<list_links>) {
  return member_list({{"next", member_as<&list_links::next, link_reader>}});
}

/// The included records of an answer, found by type and id. Refers to the list that it was made from.
class included_records {
public:
  explicit included_records(std::vector<included_resource> const& all = {});

  /// Adds the attributes of included records to the records that a model names. False when the copies for one answer become
  /// larger than any answer may be, as when records name each other many times.
  bool attach(std::vector<related>& named);

private:
  using key = std::pair<std::string_view, std::string_view>;
  static key key_of(included_resource const& one) { return {one.type, one.id}; }

  static constexpr std::size_t most_copied = 64u << 20;

  std::vector<included_resource const*> in_order_;
  std::size_t left_ = most_copied;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
