#include <rubrica/clicksign/webhook/parse.hpp>

#include "clicksign/webhook/acceptance_table.hpp"
#include "clicksign/webhook/document_table.hpp"
#include "clicksign/webhook/read_event.hpp"
#include "core/out_of_memory.hpp"
#include "json/delivered_text.hpp"
#include "json/identifier.hpp"
#include "json/json_location.hpp"
#include "json/lower_name.hpp"

#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {
namespace {

constexpr int most_wrappers = 3;

/// The content of a callback's root, before it becomes the event.
struct body {
  event& out;
  std::size_t documents = 0;      // objects in the place of the document
  std::string document_text{};    // a string in that place
  bool document_is_other = false; // a number or `true` in that place
  std::vector<signer> signers{};  // 2018: beside the document
  std::vector<past_event> events{};
  envelope_id envelope{}; // only where an activation ended
  bool is_object = false;
  bool is_list = false;
  bool has_event = false;
  bool event_is_object = false;
  bool is_resource = false; // of the REST API
};

struct wrapped_event {
  static target begin(void* object) {
    as<body>(object).event_is_object = true;
    return same_owner<event_fields<event>>(&as<body>(object).out);
  }
  static constexpr value_handler value = value_handler().on_object(&begin);
};

/// The document, or an array with it, or a string that contains it. An object without members is not a document.
struct wrapped_document {
  static void boolean(void* object, bool) { as<body>(object).document_is_other = true; }
  static void number(void* object, std::string_view) { as<body>(object).document_is_other = true; }
  static void string(void* object, std::string_view text) {
    if (!text.empty()) as<body>(object).document_text = text;
  }
  static target begin(void* object) { return ++as<body>(object).documents == 1 ? target{object, &value} : target{}; }
  static target member(void* object, std::string_view key, std::size_t& hint) {
    auto& document = as<body>(object).out.document;
    if (!document) document.emplace();
    return member_in<members_of<document_snapshot>>(&*document, key, hint);
  }
  static target itself(void* object) { return {object, &value}; }
  static constexpr value_handler value = value_handler()
                                             .on_boolean(&boolean)
                                             .on_number(&number)
                                             .on_string(&string)
                                             .on_object(&begin)
                                             .on_member(&member)
                                             .on_array(&itself)
                                             .on_element(&itself);
};

struct root {
  static target begin(void* object) {
    as<body>(object).is_object = true;
    return {object, &value};
  }
  static target named(body& read, std::string_view key) {
    if (key == "event") {
      read.has_event = true;
      return {&read, &wrapped_event::value};
    }
    if (key == "document") return {&read, &wrapped_document::value};
    if (key == "acceptance") return target_for(read.out.acceptance);
    if (key == "envelope") return {&read.envelope, &envelope_reference::value};
    if (key == "signers") return target_for(read.signers);
    if (key == "events") return target_for(read.events);
    return {};
  }
  static target member(void* object, std::string_view key, std::size_t&) {
    return named(as<body>(object), detail::lower_name(key).view());
  }
  static target begin_list(void* object) {
    as<body>(object).is_list = true;
    return {};
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member).on_array(&begin_list);
};

/// Searches for a document that is not beside the event: inside `event`, inside its `data`, or inside `data` beside it.
struct elsewhere {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t&) {
    detail::lower_name const name(key);
    return name.view() == "event" || name.view() == "data" ? target{object, &holder} : target{};
  }
  static target begin_holder(void* object) { return {object, &holder}; }
  static target held(void* object, std::string_view key, std::size_t&) {
    detail::lower_name const name(key);
    if (name.view() == "document") return {object, &wrapped_document::value};
    return name.view() == "data" ? target{object, &holder} : target{};
  }
  static constexpr value_handler holder = value_handler().on_object(&begin_holder).on_member(&held);
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};

/// Keeps what stands in `data`.
struct data_as_text {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t&) {
    detail::lower_name const name(key);
    if (name.view() == "event") return {object, &value};
    return name.view() == "data" ? target{object, &detail::raw_json::value} : target{};
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};

/// An event without the wrapper: a resource of `GET …/events`, or the content of `event`.
struct bare_event {
  event& out;
  std::string type{};
};

struct bare {
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t& hint) {
    auto& read = as<bare_event>(object);
    if (detail::lower_name(key).view() == "type") return target_for(read.type);
    target const of_resource = member_in<members_of<event>>(&read.out, key, hint);
    if (of_resource.handler != nullptr) return of_resource;
    return member_in<event_fields<event>>(&read.out, key, hint = 0);
  }
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};

detail::json_limits limits_for(parse_options const& options) {
  detail::json_limits limits;
  limits.bytes = options.largest_body;
  limits.duplicate_keys = false; // otherwise two parsers of one body could see two different events
  return limits;
}

void adopt_older_form(body& read) {
  if (read.signers.empty() && read.events.empty()) return;
  auto& document = read.out.document;
  if (!document) document.emplace();
  if (document->signers.empty()) document->signers = std::move(read.signers);
  if (document->events.empty()) document->events = std::move(read.events);
}

/// The text of a body and the options for parsing it.
struct reader {
  detail::json_limits limits;
  detail::json_producer producer;

  result<void> read(std::string_view text, target into) const { return detail::read_json(text, into, limits, producer); }

  /// A bare object counts as an event only if it has the resource type, or an event name of ClickSign.
  result<void> read_bare(std::string_view text, body& found) const {
    bare_event bare_one{found.out};
    result<void> json = read(text, {&bare_one, &bare::value});
    if (!json) return json;
    found.is_resource = bare_one.type == "events";
    bool const is_event = found.out.name.is_known() || (found.is_resource && !found.out.name.empty());
    if (!is_event) return detail::malformed_at(text, detail::offset_of(text), "the body has no object 'event'");
    return {};
  }

  /// The event itself, or the inside of a wrapper.
  result<void> read_without_event(std::string_view text, body& found, int wrappers) const {
    event const beside = std::exchange(found.out, event());
    result<void> is_bare = read_bare(text, found);
    if (is_bare) {
      found.out.document = beside.document;
      found.out.acceptance = beside.acceptance;
      if (found.is_resource)
        found.out.subject = subject::absent; // a record of the REST API's, which says nothing of its document here
      else
        complete(text, found);
      return is_bare;
    }
    auto const inside = wrappers > 0 ? detail::unwrapped(text) : std::nullopt;
    found.out = event();
    return inside ? read_inside(*inside, found.out, wrappers - 1) : is_bare;
  }

  result<void> read_inside(std::string_view text, event& out, int wrappers) const {
    result<void> const done = read_wrapped(text, out, wrappers);
    return done ? done : detail::without_place(done.error());
  }

  result<void> read_list(std::string_view text, event& out, int wrappers) const {
    auto const items = detail::elements_of(text);
    if (items.size() == 1 && items.front().front() == '{' && wrappers > 0) return read_inside(items.front(), out, wrappers - 1);
    if (items.size() > 1) return make_error(errc::ambiguous_payload, "the body is a list of several callbacks");
    return detail::malformed_at(text, detail::offset_of(text), "the body is not an object");
  }

  result<void> read_wrapped(std::string_view text, event& out, int wrappers) const {
    body found{out};
    result<void> json = read(text, {&found, &root::value});
    if (!json) return json;
    if (found.is_list) return read_list(text, out, wrappers);
    if (!found.is_object) return detail::malformed_at(text, detail::offset_of(text), "the body is not an object");
    if (!found.has_event) return read_without_event(text, found, wrappers);
    if (!found.event_is_object) {
      return detail::malformed_at(text, detail::offset_of(text, {"event"}), "'event' is not an object");
    }
    if (out.name.empty()) {
      return detail::malformed_at(text, detail::offset_of(text, {"event", "name"}), "'event.name' is missing or empty");
    }
    complete(text, found);
    return {};
  }

  /// Completes the event after it was parsed.
  void complete(std::string_view text, body& found) const {
    event& out = found.out;
    adopt_older_form(found);
    if (auto* ended = std::get_if<activation_event>(&out.data); ended && ended->envelope.empty())
      ended->envelope = found.envelope;
    find_document(text, found);
    out.subject = subject_of(found);
    if (out.subject == subject::found && hides_person(text, out.data)) out.subject = subject::without_signer;
  }

  /// The texts were valid before, so a refusal now only means that there is no document.
  void find_document(std::string_view text, body& found) const {
    bool const is_beside = found.documents > 0 || found.out.document || found.out.acceptance;
    if (!is_beside && found.document_text.empty()) detail::read_again(text, {&found, &elsewhere::value});
    if (found.documents > 0 || found.document_text.empty()) return;
    result<void> const is_json = read(found.document_text, {&found, &wrapped_document::value});
    if (!is_json && is_json.error().code == errc::out_of_memory) throw std::bad_alloc();
    if (!is_json) found.out.document.reset(); // the incomplete document
    if (!found.out.document) found.document_is_other = true;
  }

  /// A signature or a refusal whose data says something, but nobody can read whose it is. Without data it is somebody's.
  static bool hides_person(std::string_view text, payload const& data) {
    if (!std::holds_alternative<signed_event>(data) && !std::holds_alternative<refusal_event>(data)) return false;
    signer const& who = *signers_of(data).front();
    bool const has_contact = !who.email.empty() || !who.phone_number.empty() || !who.documentation.empty();
    if (!detail::is_placeholder(who.key.text()) || !who.name.empty() || has_contact) return false;
    std::string given;
    detail::read_again(text, {&given, &data_as_text::value});
    return !given.empty() && given != "{}" && given != "[]" && given != "null" && given != R"("")";
  }

  static subject subject_of(body const& found) {
    event const& out = found.out;
    auto const* activation = std::get_if<activation_event>(&out.data);
    bool const may_have_none = activation != nullptr ? !activation->envelope.empty() : !out.name.is_known();
    if (found.documents > 1) return subject::several;
    if (std::holds_alternative<acceptance_event>(out.data)) {
      if (!out.acceptance) return subject::absent;
      return detail::is_placeholder(out.acceptance->key) ? subject::without_key : subject::found;
    }
    if (out.document && detail::is_placeholder(out.document->key.text())) return subject::without_key;
    if (out.document) return subject::found;
    if (found.document_is_other) return subject::unreadable;
    return may_have_none ? subject::not_asked : subject::absent;
  }
};

result<event> read_bytes(std::string& bytes, parse_options const& options, detail::json_producer producer) {
  result<event> parsed(std::in_place);
  reader from{limits_for(options), producer};
  if (detail::is_plain_object(bytes) || bytes.size() > options.largest_body) {
    if (auto const read = from.read_wrapped(bytes, *parsed, most_wrappers); !read) return read.error();
  } else {
    auto const text = detail::read_delivered(bytes, {});
    if (!text) return text.error();
    from.limits.bytes = std::string::npos; // the received body was checked, and UTF-16 may grow
    if (auto const read = from.read_wrapped(text->json, *parsed, most_wrappers); !read) return placed(*text, read.error());
  }
  parsed->raw = std::move(bytes);
  return parsed;
}

} // namespace

result<event> read_event(std::string bytes, parse_options const& options, detail::json_producer producer) {
  return detail::within_memory([&] { return read_bytes(bytes, options, producer); });
}

result<event> parse(verified_body body, parse_options const& options) {
  return read_event(std::move(body).bytes(), options, &detail::parse_json);
}

result<event> parse(unverified_body body, parse_options const& options) {
  return read_event(std::move(body.bytes), options, &detail::parse_json);
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
