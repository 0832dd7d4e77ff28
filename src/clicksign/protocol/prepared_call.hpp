#pragma once

#include "http/call.hpp"

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/personal.hpp>

#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What the answer must hold to be read.
struct expected_answer {
  std::string_view type{};       ///< of the resources; empty: not known, so any is accepted
  std::string_view other_type{}; ///< another name for it, where the sources disagree
  list_position position{};      ///< of a list: what is asked for
  int page_size = 0;
};

/// The content of a `pending_call` that is one request. What a reader needs besides is kept by a class that derives from it.
struct prepared_call {
  std::shared_ptr<clicksign::session const> session{};
  result<http::call_request> request; ///< or why it cannot be sent
  call_options options{};
  http::method verb = http::method::get; ///< also of a request that cannot be sent
  std::vector<personal> said{};          ///< no error may repeat these
  expected_answer expected{};
};

/// The answer, to be read into the result. Its body is cleansed in the end: lists of webhooks contain their secrets.
class finished_call {
public:
  finished_call(prepared_call const& prepared, result<http::call_response> received)
      : call(prepared), answer(std::move(received)) {}
  ~finished_call();
  finished_call(finished_call const&) = delete;
  finished_call& operator=(finished_call const&) = delete;

  prepared_call const& call;
  result<http::call_response> answer;
};

/// Gives access to the content of a `pending_call`.
struct call_access {
  template <class T> using reader = typename pending_call<T>::reader;
  template <class T> static pending_call<T> make(std::shared_ptr<prepared_call const> prepared, reader<T> read) {
    return pending_call<T>(std::move(prepared), read);
  }
  /// Several calls: `begin` takes the runner and the completion, and is called each time that it is started.
  template <class T, class Begin> static pending_call<T> make_flow(Begin begin) {
    return pending_call<T>(typename pending_call<T>::flow(std::move(begin)));
  }
  template <class T> static void start(std::shared_ptr<call_runner> const& by, pending_call<T> const& call, completion<T> done) {
    call.start(by, std::move(done));
  }
  template <class T> static prepared_call const& prepared(pending_call<T> const& one) { return *one.prepared_; }
  template <class T> static result<T> read(pending_call<T> const& one, finished_call& ended) { return one.read_(ended); }
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
