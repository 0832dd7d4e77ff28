#pragma once

#include "clicksign/protocol/api_error.hpp"
#include "clicksign/protocol/call_answer.hpp"
#include "clicksign/protocol/json_api.hpp"
#include "clicksign/protocol/unknowns.hpp"
#include "text/cleanse.hpp"

#include <rubrica/clicksign/pending_call.hpp>

#include <functional>
#include <memory>
#include <new>
#include <string>
#include <string_view>

// Turns an operation into a call, and a call into a result. Every method of a resource is one line:
//
//   return run<Mode>(call_for_one<envelope>(session_, type, {http::method::get, route_of_one, {id.text()}}, options));

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Makes the call now, or returns it for the caller to start.
template <class Mode, class T> typename Mode::template reply<T> run(pending_call<T> call) {
  if constexpr (std::is_same_v<Mode, deferred>) {
    return call;
  } else {
    prepared_call const& prepared = call_access::prepared(call);
    if (!prepared.request) return prepared.request.error();
    try {
      finished_call ended{prepared.session->send(*prepared.request, prepared.options)};
      if (!ended.answer) return std::move(ended.answer).error();
      detail::cleansed_at_end const guard(ended.answer->body); // lists of webhooks contain their secrets
      return call_access::read(call, ended);
    } catch (std::bad_alloc const&) {
      return lacking_memory(prepared.request->verb);
    }
  }
}

/// A call; the reader turns its 2xx answer into the result.
template <class T>
pending_call<T> call_for(shared_session session, operation target, call_options options,
                         std::function<result<T>(http::call_response const&)> read) {
  call_answer said(session, target);
  auto request = session->request_for(std::move(target));
  auto complete = [said = std::move(said), read = std::move(read)](finished_call& ended) -> result<T> {
    try {
      if (auto refused = said.refusal(ended)) return *std::move(refused);
      auto got = read(*ended.answer);
      if (!got) return said.explained(std::move(got).error(), *ended.answer);
      return got;
    } catch (std::bad_alloc const&) { // nothing else on the engine's thread catches it
      return lacking_memory(said.verb());
    }
  };
  return call_access::make<T>({std::move(session), std::move(request), std::move(options)}, std::move(complete));
}

/// The body of an operation is empty only when one of its texts cannot be sent.
inline bool lacks_body(operation const& target) {
  auto const* text = std::get_if<std::string>(&target.body);
  return text != nullptr && text->empty();
}

/// A call that could not be prepared.
template <class T> pending_call<T> refused_call(shared_session session, error_info why) {
  auto tell = [](finished_call& ended) -> result<T> { return std::move(ended.answer).error(); };
  return call_access::make<T>({std::move(session), std::move(why), {}}, tell);
}

/// Completes a resource after the whole answer was parsed; false when it takes too much memory.
template <class T> bool finish(session const& session, std::string_view type, T& value, included_records& included) {
  if (!complete(value, included)) return false;
  if (session.observer() == nullptr) return true;
  std::string_view raw;
  if constexpr (keeps_unknown<T>) raw = value.raw;
  tell_unknown(*session.observer(), type, raw, detail::target_for(value));
  return true;
}

/// The error for an answer whose records take more memory than any answer may.
inline error_info overgrown_answer(http::response const& answer, http::method verb) {
  error_info error = unexpected_answer(answer, verb, "its records repeat what it includes too often");
  error.code = errc::too_large;
  return error;
}

/// A call whose body could not be written.
template <class T> pending_call<T> refused_body(shared_session session) {
  return refused_call<T>(std::move(session), unwritten_body());
}

/// A call whose answer is one resource of the type, or of another name for it where the sources disagree.
template <class T>
pending_call<T> call_for_one(shared_session session, std::string_view type, operation target, call_options const& options,
                             std::string_view other_type = {}) {
  http::method const verb = target.verb;
  if (verb != http::method::get && lacks_body(target)) return refused_body<T>(std::move(session));
  auto read = [verb, type, other_type, session](http::response const& answer) -> result<T> {
    answer_of_one<T> got;
    if (auto const done = detail::read_json(answer.body, detail::target_for(got)); !done) {
      return unreadable_answer(answer, verb, done.error());
    }
    bool const is_expected = got.data.type == type || (!other_type.empty() && got.data.type == other_type);
    if (!is_expected || !is_valid_id(got.data.value.id.text())) {
      return unexpected_answer(answer, verb, "it is not a resource of the expected type with an id");
    }
    included_records included(got.included);
    if (!finish(*session, type, got.data.value, included)) return overgrown_answer(answer, verb);
    return std::move(got.data.value);
  };
  return call_for<T>(std::move(session), std::move(target), options, read);
}

/// A call whose answer is only a status.
inline pending_call<void> call_for_nothing(shared_session session, operation target, call_options const& options) {
  http::method const verb = target.verb;
  return call_for<void>(std::move(session), std::move(target), options, [verb](http::response const& answer) -> result<void> {
    if (answer.body.empty()) return {};
    if (auto const json = check_json(answer.body); !json) return unreadable_answer(answer, verb, json.error());
    auto const said = read_refusal(answer.body);
    if (!said) return unreadable_answer(answer, verb, said.error());
    if (!said->problems.empty()) return unexpected_answer(answer, verb, "it lists errors");
    return {};
  });
}

/// The same for a call with a body, which a `DELETE` may have too.
inline pending_call<void> call_with_body(shared_session session, operation target, call_options const& options) {
  if (lacks_body(target)) return refused_body<void>(std::move(session));
  return call_for_nothing(std::move(session), std::move(target), options);
}

/// The records of a list's answer, without those that were taken before.
template <class T>
result<page<T>> page_of(answer_of_list<T>& got, session const& session, std::string_view type, std::size_t taken,
                        http::response const& answer) {
  constexpr auto verb = http::method::get;
  page<T> out;
  out.total = got.meta.record_count;
  out.bytes = answer.body.size();
  included_records included(got.included);
  for (std::size_t i = 0; i < got.data->size(); ++i) {
    resource<T>& one = (*got.data)[i];
    if (!type.empty() && one.type != type) return unexpected_answer(answer, verb, "the list holds another type");
    if (!is_valid_id(one.value.id.text())) return unexpected_answer(answer, verb, "the list holds a record without an id");
    if (i < taken) continue;
    if (!finish(session, type, one.value, included)) return overgrown_answer(answer, verb);
    out.items.push_back(std::move(one.value));
  }
  return out;
}

/// A call for the page at the position, and the rule for the next page.
///
/// Pages are requested by number, because the links of nested lists are wrong (clicksign-rest §2.3). `links.next` is used only
/// to find out whether there is a next page, and whether it is the following one.
template <class T>
pending_call<page<T>> call_for_page(shared_session session, list_operation const& target, call_options const& options) {
  constexpr auto verb = http::method::get;
  auto page_call = page_of_list(target);
  if (!page_call) return refused_call<page<T>>(std::move(session), std::move(page_call).error());
  auto read = [type = target.type, position = page_call->position, size = page_call->size,
               session](http::response const& answer) -> result<page<T>> {
    answer_of_list<T> got;
    if (auto const done = detail::read_json(answer.body, detail::target_for(got)); !done) {
      return unreadable_answer(answer, verb, done.error());
    }
    if (!got.data) return unexpected_answer(answer, verb, "it is not a list");
    auto const next = page_after({position.page, size, got.data->size(), got.meta.record_count, got.links.next});
    if (next.trouble != nullptr) return unexpected_answer(answer, verb, next.trouble);
    auto out = page_of(got, *session, type, position.taken, answer);
    if (out && next.number > 0) out->next = list_position{next.number, 0}.text();
    return out;
  };
  return call_for<page<T>>(std::move(session), std::move(page_call->target), options, read);
}

/// A list: all its pages one after the other, or a call for one of them.
template <class Mode, class T>
typename Mode::template list<T> run_list(shared_session session, list_operation target, call_options const& options) {
  if constexpr (std::is_same_v<Mode, deferred>) {
    return call_for_page<T>(std::move(session), target, options);
  } else {
    paging const walk = target.page;
    auto fetch = [session = std::move(session), target = std::move(target), options](std::string const& from) mutable {
      target.page.from = from;
      return run<blocking>(call_for_page<T>(session, target, options));
    };
    return pages<T>(std::move(fetch), walk);
  }
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
