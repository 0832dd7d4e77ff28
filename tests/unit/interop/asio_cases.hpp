#pragma once

#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/signing/withdrawal.hpp>

#include <memory>
#include <optional>
#include <thread>

// What both kinds of Asio must do. `net` is the namespace of the one that the test is about, `begin` its function.

namespace rubrica_test {

template <class Context, class Begin> void callback_runs_in_context(Begin begin) {
  sandboxed box;
  Context context; // before the client, whose thread posts to it
  rubrica::clicksign::async_client async(box.client);
  std::thread::id where;
  std::optional<rubrica::errc> code;
  begin(async, async.envelopes().get(rubrica::envelope_id("none")), context,
        [&, owned = std::make_unique<int>(1)](rubrica::result<rubrica::clicksign::envelope> answer) {
          where = std::this_thread::get_id();
          if (!answer && owned) code = answer.error().code;
        });
  context.run(); // which has work until the call is over
  CHECK(where == std::this_thread::get_id());
  CHECK(code == rubrica::errc::not_found);
}

} // namespace rubrica_test
