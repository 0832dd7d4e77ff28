#pragma once

#include "clicksign/protocol/api_error.hpp"
#include "clicksign/protocol/call_answer.hpp"
#include "clicksign/protocol/json_api.hpp"

#include <rubrica/clicksign/pending_call.hpp>

#include <memory>
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
    finished_call ended(prepared, send_here(prepared));
    return call_access::read(call, ended);
  }
}

/// The value that is in the answer, read by `Read`.
template <class T, body_reader Read> result<T> value_in(finished_call& ended) {
  result<T> value(std::in_place);
  if (auto why = read_answer(ended, Read, &*value)) return *std::move(why);
  return value;
}

/// A call whose answer is read by a function of its own.
template <class T, body_reader Read>
pending_call<T> call_for(shared_session const& session, operation&& target, call_options const& options) {
  return call_access::make<T>(to_ask(session, std::move(target), options), &value_in<T, Read>);
}

template <class T> result<T> error_in(finished_call& ended) {
  return std::move(ended.answer).error();
}

/// A call that could not be prepared.
template <class T> pending_call<T> refused_call(shared_session const& session, error_info why) {
  return call_access::make<T>(to_refuse(session, std::move(why)), &error_in<T>);
}

template <class T> result<T> resource_in(finished_call& ended) {
  result<T> value(std::in_place);
  if (auto why = read_resource(ended, &*value, shape_of<T>)) return *std::move(why);
  return value;
}

/// A call whose answer is one resource of the type, or of another name for it where the sources disagree.
template <class T>
pending_call<T> call_for_one(shared_session const& session, std::string_view type, operation&& target,
                             call_options const& options, std::string_view other_type = {}) {
  return call_access::make<T>(to_ask_for_one(session, type, std::move(target), options, other_type), &resource_in<T>);
}

inline result<void> nothing_in(finished_call& ended) {
  if (auto why = read_nothing(ended)) return *std::move(why);
  return {};
}

/// A call whose answer is only a status.
inline pending_call<void> call_for_nothing(shared_session const& session, operation&& target, call_options const& options) {
  return call_access::make<void>(to_ask(session, std::move(target), options), &nothing_in);
}

/// The same for a call with a body, which a `DELETE` may have too.
inline pending_call<void> call_with_body(shared_session const& session, operation&& target, call_options const& options) {
  return call_access::make<void>(to_ask_with_body(session, std::move(target), options), &nothing_in);
}

template <class T> result<page<T>> page_in(finished_call& ended) {
  result<page<T>> value(std::in_place);
  page_about about;
  if (auto why = read_page(ended, &value->items, list_shape_of<T>, about)) return *std::move(why);
  value->total = about.total;
  value->next = std::move(about.next);
  value->bytes = about.bytes;
  return value;
}

/// Fetches the page at a position of a list, for `pages`.
template <class T> struct page_fetch {
  std::shared_ptr<list_source const> source;

  result<page<T>> operator()(std::string const& from) const {
    return run<blocking>(call_access::make<page<T>>(to_ask_for_page(*source, from), &page_in<T>));
  }
};

/// A list: all its pages one after the other, or a call for one of them.
///
/// Pages are requested by number, because the links of nested lists are wrong (clicksign-rest §2.3). `links.next` is used only
/// to find out whether there is a next page, and whether it is the following one.
template <class Mode, class T>
typename Mode::template list<T> run_list(shared_session const& session, list_operation&& target, call_options const& options) {
  if constexpr (std::is_same_v<Mode, deferred>) {
    return call_access::make<page<T>>(to_ask_for_page(session, target, options), &page_in<T>);
  } else {
    paging const walk = target.page;
    return pages<T>(page_fetch<T>{source_of(session, std::move(target), options)}, walk);
  }
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
