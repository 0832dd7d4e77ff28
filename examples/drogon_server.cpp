// GET /envelopes/{id} in a server of Drogon: no thread waits for ClickSign, and the answer is written on the connection's loop.
//
//     CLICKSIGN_TOKEN=... drogon_server
#include <rubrica/clicksign/async_client.hpp>

#include <drogon/drogon.h>

#include <cstdlib>

namespace click = rubrica::clicksign;

int main() {
  char const* const token = std::getenv("CLICKSIGN_TOKEN");
  click::client_options options;
  options.base_url = click::sandbox_url;
  options.token = rubrica::secret(token == nullptr ? "" : token);
  click::async_client async{click::client(options)};

  using reply = std::function<void(drogon::HttpResponsePtr const&)>;
  auto const show = [&async](drogon::HttpRequestPtr const&, reply&& tell, std::string const& id) {
    auto* const loop = trantor::EventLoop::getEventLoopOfCurrentThread();
    auto const on_this_loop = [loop](auto work) { loop->queueInLoop(std::move(work)); };
    auto const found = async.envelopes().get(rubrica::envelope_id(id));
    async.start(found, on_this_loop, [tell = std::move(tell)](rubrica::result<click::envelope> answer) {
      Json::Value body;
      body[answer ? "name" : "error"] = answer ? answer->name : answer.error().message;
      tell(drogon::HttpResponse::newHttpJsonResponse(body));
    });
  };
  drogon::app().registerHandler("/envelopes/{id}", show).addListener("127.0.0.1", 8080).run();
}
