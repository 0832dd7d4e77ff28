#pragma once

#include "http/call.hpp"
#include "text/cleanse.hpp"

#include <rubrica/clicksign/pending_call.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The content of a `pending_call` that is one request.
struct prepared_call {
  std::shared_ptr<clicksign::session const> session{};
  result<http::call_request> request; ///< or why it cannot be sent
  call_options options{};
};

/// The answer, to be read into the result.
struct finished_call {
  result<http::call_response> answer;
};

/// Gives access to the content of a `pending_call`.
struct call_access {
  template <class T, class Reader> static pending_call<T> make(prepared_call prepared, Reader read) {
    return pending_call<T>(kept(std::move(prepared)), std::move(read));
  }
  /// The same for a request whose URL is a secret.
  template <class T, class Reader> static pending_call<T> make_secretly(prepared_call prepared, Reader read) {
    return pending_call<T>(kept_secretly(std::move(prepared)), std::move(read));
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

private:
  static std::shared_ptr<prepared_call const> kept(prepared_call prepared);
  static std::shared_ptr<prepared_call const> kept_secretly(prepared_call prepared);
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
