#pragma once

#include "clicksign/api_error.hpp"
#include "clicksign/json_api.hpp"
#include "clicksign/session.hpp"
#include "clicksign/unknowns.hpp"
#include "detail/cleanse.hpp"

#include <rubrica/clicksign/call.hpp>

#include <memory>
#include <string>
#include <string_view>

// How an operation becomes a call, and a call a result. Every method of a resource is one line:
//
//   return run<Mode>(call_for_one<envelope>(session_, type, {http::method::get, route_of_one, {id.text()}}, how));

namespace rubrica { inline namespace v0_1 { namespace clicksign {

using shared_session = std::shared_ptr<session const>;

/// Makes the call now, or leaves that to the caller.
template <class Mode, class T> typename Mode::template reply<T> run(call<T> what) {
  if constexpr (std::is_same_v<Mode, deferred>) {
    return what;
  } else {
    if (!what.request) return std::move(what.request).error();
    auto answer = what.session->send(*what.request, what.options);
    if (!answer) return std::move(answer).error();
    detail::cleansed_at_end const guard(answer->body); // webhooks are listed with their secrets
    return read_answer<T>(what.read, *answer);
  }
}

/// A call whose 2xx answer the reader turns into the result.
template <class T, class Reader> call<T> call_for(shared_session session, operation what, call_options how, Reader read) {
  http::method const verb = what.verb;
  auto said = said_in(what);
  auto request = session->request_for(std::move(what));
  auto complete = [verb, session, said = std::move(said), read = std::move(read)](http::response const& answer) -> result<T> {
    if (answer.status >= 200 && answer.status <= 299) return read(answer);
    return error_from(answer, verb, session->time()->calendar(), session->hidden(said));
  };
  return {std::move(session), std::move(request), std::move(how), std::move(complete)};
}

/// The body of an operation is empty when a text in it cannot be sent; none of ours is empty otherwise.
inline bool lacks_body(operation const& what) {
  auto const* text = std::get_if<std::string>(&what.body);
  return text != nullptr && text->empty();
}

/// A call that could not be put together.
template <class T> call<T> refused_call(shared_session session, error_info why) {
  return {std::move(session), std::move(why), {}, {}};
}

/// What is left to do with a resource when all of the answer has been read.
template <class T>
void finish(session const& session, std::string_view type, T& value, std::vector<included_resource> const& included) {
  complete(value, included);
  if (session.watcher() == nullptr) return;
  std::string_view raw;
  if constexpr (keeps_unknown<T>) raw = value.raw;
  tell_unknown(*session.watcher(), type, raw, {&value, &detail::table_shape<typename detail::table_of<T>::type>::value});
}

/// A call whose body could not be written.
template <class T> call<T> refused_body(shared_session session) {
  return refused_call<T>(std::move(session),
                         make_error(errc::invalid_argument, "a text is not valid UTF-8, or JSON was expected and it is not"));
}

/// A call that answers with one resource of the type.
template <class T> call<T> call_for_one(shared_session session, std::string_view type, operation what, call_options const& how) {
  http::method const verb = what.verb;
  if (verb != http::method::get && lacks_body(what)) return refused_body<T>(std::move(session));
  auto read = [verb, type, session](http::response const& answer) -> result<T> {
    answer_of_one<T> got;
    if (!detail::read_json(answer.body, detail::slot_for(got))) return unexpected_answer(answer, verb, "it is not JSON");
    if (got.data.type != type || got.data.value.id.empty()) {
      return unexpected_answer(answer, verb, "it is not a resource of the expected type");
    }
    finish(*session, type, got.data.value, got.included);
    return std::move(got.data.value);
  };
  return call_for<T>(std::move(session), std::move(what), how, read);
}

/// A call that answers with nothing but its status.
inline call<void> call_for_nothing(shared_session session, operation what, call_options const& how) {
  http::method const verb = what.verb;
  return call_for<void>(std::move(session), std::move(what), how, [verb](http::response const& answer) -> result<void> {
    // A web page with status 200 comes from something between us and ClickSign.
    if (!answer.body.empty() && !is_json(answer.body)) return unexpected_answer(answer, verb, "it is not JSON");
    if (!read_problems(answer.body).empty()) return unexpected_answer(answer, verb, "it lists errors");
    return {};
  });
}

/// The same for a call whose body says what to do; also a `DELETE` may have one.
inline call<void> call_to_do(shared_session session, operation what, call_options const& how) {
  if (lacks_body(what)) return refused_body<void>(std::move(session));
  return call_for_nothing(std::move(session), std::move(what), how);
}

/// A list to ask for.
struct list_operation {
  std::string_view type; ///< empty: nobody knows which, so any will do
  std::string_view route;
  std::vector<std::string> ids = {};
  query_parameters query = {};
  paging how = {};
};

/// A call for the page at the position, and the pages' own rule for which comes next.
///
/// Pages are asked for by number: the links of nested lists lead astray (clicksign-v3 §2.3). What `links.next` is followed for
/// is whether there is a next page and which number it has.
template <class T> call<page<T>> call_for_page(shared_session session, list_operation const& what, call_options const& how) {
  auto const position = list_position::from(what.how.from);
  if (!position) return refused_call<page<T>>(std::move(session), make_error(errc::invalid_argument, "the cursor is not one"));
  query_parameters query = what.query;
  add_parameter(query, "page[number]", std::to_string(position->page));
  add_parameter(query, "page[size]", std::to_string(what.how.size));
  auto read = [type = what.type, position = *position, session](http::response const& answer) -> result<page<T>> {
    answer_of_list<T> got;
    if (!detail::read_json(answer.body, detail::slot_for(got)))
      return unexpected_answer(answer, http::method::get, "it is not JSON");
    if (!got.data) return unexpected_answer(answer, http::method::get, "it is not a list");
    auto const next = page_after(position.page, got.links.next);
    if (!next) return unexpected_answer(answer, http::method::get, "the list leads back to where it was");
    page<T> out;
    out.total = got.meta.record_count;
    if (*next > 0) out.next = list_position{*next, 0}.text();
    for (std::size_t i = 0; i < got.data->size(); ++i) {
      resource<T>& one = (*got.data)[i];
      if (!type.empty() && one.type != type) {
        return unexpected_answer(answer, http::method::get, "the list holds another type");
      }
      if (i < position.taken) continue;
      finish(*session, type, one.value, got.included);
      out.items.push_back(std::move(one.value));
    }
    return out;
  };
  return call_for<page<T>>(std::move(session), {http::method::get, what.route, what.ids, std::move(query)}, how, read);
}

/// A list: all its pages one after the other, or a call for one of them.
template <class Mode, class T>
typename Mode::template list<T> run_list(shared_session session, list_operation what, call_options const& how) {
  if constexpr (std::is_same_v<Mode, deferred>) {
    return call_for_page<T>(std::move(session), what, how);
  } else {
    paging const walk = what.how;
    auto fetch = [session = std::move(session), what = std::move(what), how](std::string const& from) mutable {
      what.how.from = from;
      return run<blocking>(call_for_page<T>(session, what, how));
    };
    return pages<T>(std::move(fetch), walk);
  }
}

}}} // namespace rubrica::v0_1::clicksign
