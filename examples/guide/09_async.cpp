// Sends, and asks for the state of the envelope, without a thread that waits: in an io_context of Asio and in a coroutine.
// prints: running, 1 document
#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/interop/asio.hpp>
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>
#include <rubrica/signing/async_sender.hpp>

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/use_awaitable.hpp>

#include <iostream>
#include <utility>

namespace click = rubrica::clicksign;
namespace sign = rubrica::signing;
using rubrica::interop::asio_start;

namespace {

// [coroutine]
asio::awaitable<void> send(click::client client, click::async_client& async, sign::request request) {
  auto sending = sign::async_sender{client}.send(request); // not inside of co_await: g++ 12 ends such temporaries twice
  rubrica::result<sign::sent> const sent = co_await asio_start(async, std::move(sending), asio::use_awaitable);
  if (!sent) {
    std::cerr << to_string(sent.error()) << '\n';
    co_return;
  }
  auto const progress = co_await asio_start(async, sign::fetch_progress(async, sent->envelope), asio::use_awaitable);
  std::cout << progress.value().status.text() << ", " << progress.value().documents.size() << " document\n";
}
// [/coroutine]

} // namespace

int main() {
  rubrica::sandbox::server clicksign;
  click::client const client{clicksign.client_options()};
  sign::request const request{.files = {{.path = "contrato.pdf"}},
                              .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}}};
  // [context]
  asio::io_context context; // declared before the client, whose thread may still post to it
  click::async_client async{client};
  asio::co_spawn(context, send(client, async, request), asio::detached);
  context.run();
  // [/context]
}
