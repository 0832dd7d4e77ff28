#pragma once

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/clicksign/pages.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <functional>
#include <memory>
#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

class session;

/// A call that is described but not made yet. `async_client` makes it; its members are for rubrica only.
template <class T> struct call {
  std::shared_ptr<clicksign::session const> session{};
  result<http::request> request; ///< or why it cannot be sent
  call_options options{};
  /// Turns a complete answer of any status into the call's result.
  std::function<result<T>(http::response const&)> read{};
};

/// The two ways to use a resource such as `basic_envelopes`. With `blocking` a method makes its call and returns the result;
/// with `deferred` the same method returns a `call` to start later. Each operation is written once for both.
struct RUBRICA_EXPORT blocking {
  template <class T> using reply = result<T>;
  template <class T> using list = pages<T>;
};
struct RUBRICA_EXPORT deferred {
  template <class T> using reply = call<T>;
  /// One page; `page::next` says which page to request next (`paging::from`).
  template <class T> using list = call<page<T>>;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
