#include "unit/interop/asio_cases.hpp"

#include <rubrica/interop/asio.hpp>

#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>

namespace asio_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

asio::awaitable<void> create_and_withdraw(async_client& async, signing::withdrawal& done) {
  new_envelope request;
  request.name = "Contrato";
  auto const made = co_await interop::asio_start(async, async.envelopes().create(request), asio::use_awaitable);
  done = (co_await interop::asio_start(async, signing::withdraw(async, made.value().id), asio::use_awaitable)).value();
}

} // namespace

TEST_CASE("a callback runs in the io_context that it is bound to", "[interop][socket]") {
  rubrica_test::callback_runs_in_context<asio::io_context>([](auto& async, auto call, auto& context, auto done) {
    interop::asio_start(async, std::move(call), asio::bind_executor(context, std::move(done)));
  });
}

TEST_CASE("use_future gives a future of Asio", "[interop][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto later = interop::asio_start(async, async.envelopes().list(), asio::use_future);
  CHECK(later.get()->items.empty());
}

TEST_CASE("use_awaitable awaits one call and several", "[interop][socket]") {
  sandboxed box;
  asio::io_context context;
  async_client async(box.client);
  signing::withdrawal done;
  asio::co_spawn(context, create_and_withdraw(async, done), asio::detached);
  context.run();
  CHECK(done.deleted);
}

TEST_CASE("a cancellation signal ends the call", "[interop][socket]") {
  rubrica_test::raw_server const silent([](rubrica_test::connection& peer) {
    if (peer.read_request()) peer.hang();
  });
  client_options options;
  options.base_url = silent.url("/api/v3");
  options.token = secret("t");
  if (GENERATE(false, true)) options.retry.attempts = 1;
  asio::cancellation_signal signal;
  asio::io_context context;
  async_client async{client(options)};
  std::optional<errc> code;
  auto const bound = [&](auto done) {
    return asio::bind_cancellation_slot(signal.slot(), asio::bind_executor(context, std::move(done)));
  };
  bool const several = GENERATE(false, true);
  auto call_of_one = async.envelopes().get(envelope_id("e"));
  if (several)
    interop::asio_start(async, signing::withdraw(async, envelope_id("e")),
                        bound([&](result<signing::withdrawal> answer) { code = answer.error().code; }));
  else
    interop::asio_start(async, std::move(call_of_one), bound([&](result<envelope> answer) { code = answer.error().code; }));
  asio::post(context, [&] { signal.emit(asio::cancellation_type::terminal); });
  context.run();
  CHECK(code == errc::cancelled);
  CHECK_FALSE(signal.slot().has_handler());
}

} // namespace asio_test
