#include "clicksign/protocol/call_answer.hpp"

#include "clicksign/protocol/api_error.hpp"
#include "clicksign/protocol/json_api.hpp"
#include "http/outcome.hpp"
#include "text/cleanse.hpp"

#include <algorithm>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

finished_call::~finished_call() {
  if (answer) detail::cleanse(answer->body);
}

// ---- before ----

namespace {

bool lacks_body(operation const& target) {
  auto const* text = std::get_if<std::string>(&target.body);
  return text != nullptr && text->empty();
}

} // namespace

prepared_call prepare(shared_session const& session, operation&& target, call_options const& options,
                      expected_answer const& expected) {
  http::method const verb = target.verb;
  auto said = sensitive_values(target);
  auto request = session->request_for(std::move(target));
  return {session, std::move(request), options, verb, std::move(said), expected};
}

namespace {

shared_call kept(prepared_call&& prepared) {
  return std::make_shared<prepared_call const>(std::move(prepared));
}

error_info unwritten_body() {
  return make_error(errc::invalid_argument, "a text is not valid UTF-8, or JSON was expected and it is not");
}

} // namespace

shared_call kept_secretly(prepared_call prepared) {
  auto const end = [](prepared_call* one) noexcept {
    if (one->request) detail::cleanse(one->request->url);
    delete one;
  };
  return std::shared_ptr<prepared_call>(new prepared_call(std::move(prepared)), end);
}

shared_call to_refuse(shared_session const& session, error_info&& why) {
  return kept({session, std::move(why)});
}

shared_call to_ask(shared_session const& session, operation&& target, call_options const& options) {
  return kept(prepare(session, std::move(target), options));
}

shared_call to_ask_with_body(shared_session const& session, operation&& target, call_options const& options) {
  return lacks_body(target) ? to_refuse(session, unwritten_body()) : to_ask(session, std::move(target), options);
}

shared_call to_ask_for_one(shared_session const& session, std::string_view type, operation&& target, call_options const& options,
                           std::string_view other_type) {
  if (target.verb != http::method::get && lacks_body(target)) return to_refuse(session, unwritten_body());
  return kept(prepare(session, std::move(target), options, {type, other_type, {}, 0}));
}

shared_call to_ask_for_page(shared_session const& session, list_operation const& target, call_options const& options) {
  auto const position = list_position::from(target.page.from);
  if (!position) return to_refuse(session, make_error(errc::invalid_argument, "the cursor is not one"));
  if (target.page.size < 1) return to_refuse(session, make_error(errc::invalid_argument, "a page has one item at least"));
  int const size = std::min(target.page.size, paging::largest_size);
  operation call{http::method::get, target.route, target.ids, target.query};
  add_parameter(call.query, "page[number]", std::to_string(position->page));
  add_parameter(call.query, "page[size]", std::to_string(size));
  return kept(prepare(session, std::move(call), options, {target.type, {}, *position, size}));
}

std::shared_ptr<list_source const> source_of(shared_session const& session, list_operation&& target,
                                             call_options const& options) {
  return std::make_shared<list_source const>(list_source{session, std::move(target), options});
}

shared_call to_ask_for_page(list_source const& source, std::string const& from) {
  list_operation target = source.target;
  target.page.from = from;
  return to_ask_for_page(source.session, target, source.options);
}

result<http::call_response> send_here(prepared_call const& call) {
  if (!call.request) return call.request.error();
  try {
    return call.session->send(*call.request, call.options);
  } catch (std::bad_alloc const&) {
    return lacking_memory(call.verb);
  }
}

// ---- after ----

namespace {

/// Adds what a 2xx answer tells besides.
error_info explained(error_info error, finished_call const& ended) {
  if (error.http_status != 0) add_what_is_told(error, *ended.answer, ended.call.session->hidden(ended.call.said));
  return error;
}

/// Why no value is looked for: there is no answer, it is not 2xx, or it does not come from the API.
std::optional<error_info> refusal_of(finished_call& ended) {
  prepared_call const& call = ended.call;
  if (!ended.answer) return std::move(ended.answer).error();
  http::call_response const& answer = *ended.answer;
  if (!http::is_success(answer.status)) {
    session const& by = *call.session;
    return error_from(answer, call.verb, by.clock()->calendar(), by.hidden(call.said), by.base_url());
  }
  if (is_foreign(answer)) return explained(foreign_answer(answer, call.verb, call.session->base_url()), ended);
  return std::nullopt;
}

std::optional<error_info> why_not(finished_call& ended, body_reader read, void* value) {
  if (auto refused = refusal_of(ended)) return refused;
  auto wrong = read(ended, value);
  if (wrong) wrong = explained(*std::move(wrong), ended);
  return wrong;
}

error_info unexpected(finished_call const& ended, std::string_view reason) {
  return unexpected_answer(*ended.answer, ended.call.verb, reason);
}

/// The error for an answer whose records take more memory than any answer may.
error_info overgrown(finished_call const& ended) {
  error_info error = unexpected(ended, "its records repeat what it includes too often");
  error.code = errc::too_large;
  return error;
}

template <class T> std::optional<error_info> parse(finished_call const& ended, T& into) {
  auto const done = detail::read_json(ended.answer->body, detail::target_for(into));
  if (done) return std::nullopt;
  return unreadable_answer(*ended.answer, ended.call.verb, done.error());
}

} // namespace

std::optional<error_info> read_answer(finished_call& ended, body_reader read, void* value) {
  try {
    return why_not(ended, read, value);
  } catch (std::bad_alloc const&) { // nothing else on the engine's thread catches it
    return lacking_memory(ended.call.verb);
  }
}

// ---- one resource, or nothing ----

namespace {

std::optional<error_info> read_one(finished_call const& ended, void* model) {
  auto const& into = *static_cast<resource_object const*>(model);
  answer_of_one got;
  got.data = {into.model, into.shape, &got.type};
  if (auto why = parse(ended, got)) return why;
  expected_answer const& expected = ended.call.expected;
  bool const is_expected = got.type == expected.type || (!expected.other_type.empty() && got.type == expected.other_type);
  if (!is_expected || !is_valid_id(into.shape->id(into.model))) {
    return unexpected(ended, "it is not a resource of the expected type with an id");
  }
  included_records included(got.included);
  if (!complete(*ended.call.session, expected.type, into.model, *into.shape, included)) return overgrown(ended);
  return std::nullopt;
}

std::optional<error_info> look_for_errors(finished_call const& ended, void*) {
  http::response const& answer = *ended.answer;
  if (answer.body.empty()) return std::nullopt;
  if (auto const json = check_json(answer.body); !json) return unreadable_answer(answer, ended.call.verb, json.error());
  auto const said = read_listed_errors(answer.body);
  if (!said) return unreadable_answer(answer, ended.call.verb, said.error());
  if (!said->problems.empty()) return unexpected(ended, "it lists errors");
  return std::nullopt;
}

} // namespace

std::optional<error_info> read_resource(finished_call& ended, void* model, model_shape const& shape) {
  resource_object into{model, &shape, nullptr};
  return read_answer(ended, &read_one, &into);
}

std::optional<error_info> read_nothing(finished_call& ended) {
  return read_answer(ended, &look_for_errors, nullptr);
}

// ---- a page ----

namespace {

struct page_parts {
  void* models;
  list_shape const& shape;
  page_about& about;
};

/// Why the records are not what was asked for; completes those that were not taken before.
std::optional<error_info> check_records(finished_call const& ended, answer_of_list& got) {
  expected_answer const& expected = ended.call.expected;
  model_shape const& shape = *got.shape->model;
  included_records included(got.included);
  for (std::size_t i = 0; i < got.types.size(); ++i) {
    void* const model = got.shape->at(got.models, i);
    if (!expected.type.empty() && got.types[i] != expected.type) return unexpected(ended, "the list holds another type");
    if (!is_valid_id(shape.id(model))) return unexpected(ended, "the list holds a record without an id");
    if (i < expected.position.taken) continue;
    if (!complete(*ended.call.session, expected.type, model, shape, included)) return overgrown(ended);
  }
  return std::nullopt;
}

std::optional<error_info> read_list(finished_call const& ended, void* page) {
  auto const& out = *static_cast<page_parts const*>(page);
  expected_answer const& expected = ended.call.expected;
  answer_of_list got;
  got.models = out.models;
  got.shape = &out.shape;
  if (auto why = parse(ended, got)) return why;
  if (!got.is_list) return unexpected(ended, "it is not a list");
  std::size_t const items = got.types.size();
  if (items == 0) { // else a refusal would say that there is nothing
    if (auto why = look_for_errors(ended, nullptr)) return why;
  }
  auto const next = page_after({expected.position.page, expected.page_size, items, got.meta.record_count, got.links.next});
  if (next.trouble != nullptr) return unexpected(ended, next.trouble);
  if (auto why = check_records(ended, got)) return why;
  out.shape.drop(out.models, std::min(expected.position.taken, items));
  out.about = {got.meta.record_count, {}, ended.answer->body.size()};
  if (next.number > 0) out.about.next = list_position{next.number, 0}.text();
  return std::nullopt;
}

} // namespace

std::optional<error_info> read_page(finished_call& ended, void* models, list_shape const& shape, page_about& about) {
  page_parts into{models, shape, about};
  return read_answer(ended, &read_list, &into);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
