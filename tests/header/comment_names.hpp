#pragma once

// What the examples in the headers' comments take as given: the program around them. Nothing of it is linked.
#include <rubrica/callbacks/router.hpp>
#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>
#include <rubrica/interop/coroutine.hpp>
#include <rubrica/rubrica.hpp>
#include <rubrica/signing/async_sender.hpp>

#if __has_include(<asio.hpp>)
#include <rubrica/interop/asio.hpp>

#include <asio/awaitable.hpp>
#include <asio/use_awaitable.hpp>
#endif

#include <coroutine>
#include <vector>

namespace sign = rubrica::signing;

namespace comments {

using namespace rubrica;
namespace webhook = rubrica::clicksign::webhook;
using callbacks::provider;
using clicksign::start_future;
using signing::make_plan;
using signing::make_sending;
using signing::preflight;

template <class... Functions> struct overloaded : Functions... { using Functions::operator()...; };
template <class... Functions> overloaded(Functions...) -> overloaded<Functions...>;

/// A coroutine of whoever uses the library.
struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

struct web_request {
  std::string path() const;
  std::string raw_body() const;
};
struct event_loop {
  template <class Work> void queueInLoop(Work work) { work(); }
};

extern clicksign::client client;
extern clicksign::async_client async;
extern envelope_id id;
extern std::string key;
extern signing::request request;
extern signing::sent sent;
extern signing::history history;
extern std::shared_ptr<signing::journal> journal;
extern clicksign::webhook::event event;
extern assinebem::callback callback;
extern callbacks::route route;
extern secret token, current, previous;
extern web_request req;
struct deliveries {
  void push(callbacks::delivery const& one);
};
extern deliveries queue;

callbacks::header_lookup lookup(web_request const& from);
int respond(int status);
void save(std::string const& record, std::string const& json);
std::string load(std::string const& record);
void download(envelope_id const& envelope, document_id const& document);
template <class... Values> void show(Values const&...) {}
template <class... Values> void remember(Values const&...) {}
template <class... Values> void tell(Values const&...) {}
template <class... Values> void tick(Values const&...) {}
template <class... Values> void warn(Values const&...) {}

} // namespace comments
