#pragma once

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/clicksign/completion.hpp>
#include <rubrica/clicksign/pages.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/shared_function.hpp>

#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

class call_runner;
class session;
struct call_access;
class finished_call;
struct prepared_call;

/// Sends the request of a call; for rubrica only.
RUBRICA_EXPORT void send(std::shared_ptr<call_runner> const& by, std::shared_ptr<prepared_call const> call,
                         detail::shared_function<void(finished_call&)> done);

/// Something that is described but not done yet: one call, or several that follow from each other, such as a withdrawal.
/// `async_client` carries it out, each time that it is started; it may be kept and copied. Nothing can be read out of it: it holds
/// the access token and what is said of people.
template <class T> class pending_call {
private:
  friend class async_client;
  friend struct call_access;
  using reader = result<T> (*)(finished_call&);
  using flow = detail::shared_function<void(std::shared_ptr<call_runner> const& by, completion<T>&& done)>;

  pending_call(std::shared_ptr<prepared_call const> prepared, reader read) : prepared_(std::move(prepared)), read_(read) {}
  explicit pending_call(flow several) : several_(std::move(several)) {}

  void start(std::shared_ptr<call_runner> const& by, completion<T> done) const {
    if (several_) return several_(by, std::move(done));
    send(by, prepared_, [read = read_, done = std::move(done)](finished_call& ended) { done(read(ended)); });
  }

  std::shared_ptr<prepared_call const> prepared_; ///< null: several calls
  reader read_ = nullptr;
  flow several_;
};

/// The two ways to use a resource such as `basic_envelopes`. With `blocking` a method makes its call and returns the result;
/// with `deferred` the same method returns a `pending_call` to start later. Each operation is written once for both.
struct RUBRICA_EXPORT blocking {
  template <class T> using reply = result<T>;
  template <class T> using list = pages<T>;
};
/// See `blocking`.
struct RUBRICA_EXPORT deferred {
  template <class T> using reply = pending_call<T>;
  /// One page; `page::next` says which page to request next (`paging::from`).
  template <class T> using list = pending_call<page<T>>;
};

/// What each resource has of its client: the session that its calls go through, shared with all copies. Made by `resources`.
class RUBRICA_EXPORT resource_base {
public:
  explicit resource_base(std::shared_ptr<session const> session) : session_(std::move(session)) {}

protected:
  std::shared_ptr<session const> session_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
