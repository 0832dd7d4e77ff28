#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/interop/coroutine.hpp>
#include <rubrica/signing/withdrawal.hpp>

#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace coroutine_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

/// The smallest coroutine: it begins at once, and tells a promise when it is over.
struct started {
  struct promise_type {
    std::promise<void> over;
    started get_return_object() { return {over.get_future()}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() { over.set_value(); }
    void unhandled_exception() { over.set_exception(std::current_exception()); }
  };
  std::future<void> over;
};

started create_and_read(async_client& async, std::string& name) {
  new_envelope request;
  request.name = "Contrato";
  auto const made = co_await interop::async_call(async, async.envelopes().create(request));
  auto const found = co_await interop::async_call(async, async.envelopes().get(made.value().id));
  name = found.value().name;
}

started read_missing(async_client& async) {
  auto const found = co_await interop::async_call(async, async.envelopes().get(envelope_id("none")));
  static_cast<void>(found.value()); // throws
}

template <class Executor> started withdraw_on(async_client& async, envelope_id id, Executor executor, std::thread::id& where) {
  auto const done = co_await interop::async_call(async, signing::withdraw(async, id), executor);
  where = std::this_thread::get_id();
  CHECK(done.value().deleted);
}

} // namespace

TEST_CASE("a coroutine awaits one call after the other", "[interop][socket]") {
  sandboxed box;
  async_client async(box.client);
  std::string name;
  create_and_read(async, name).over.get();
  CHECK(name == "Contrato");
  CHECK_THROWS_AS(read_missing(async).over.get(), failure);
}

TEST_CASE("a coroutine goes on where its executor runs it", "[interop][socket][threads]") {
  sandboxed box;
  async_client async(box.client);
  auto const draft = rubrica_test::make_draft(box.client);
  std::promise<std::function<void()>> given;
  std::thread::id where;
  auto const executor = [&](std::function<void()> work) { given.set_value(std::move(work)); };
  auto waiting = withdraw_on(async, draft.envelope.id, executor, where);
  given.get_future().get()();
  waiting.over.get();
  CHECK(where == std::this_thread::get_id());
}

} // namespace coroutine_test
