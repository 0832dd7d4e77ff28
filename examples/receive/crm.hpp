#pragma once

#include <rubrica/callbacks/router.hpp>

#include <cstdlib>
#include <fstream>
#include <mutex>

/// What is the same in every web framework: where the callbacks arrive, and what is done with them.
namespace crm {

/// CLICKSIGN_WEBHOOK_SECRET holds the secret that ClickSign shows for the webhook. In your CRM: a route for each tenant, from a table.
inline rubrica::callbacks::router routes() {
  rubrica::callbacks::router out;
  out.add({.tenant = "acme",
           .path_token = rubrica::secret{"TOKEN-DA-EMPRESA"},
           .secrets = {rubrica::secret{std::getenv("CLICKSIGN_WEBHOOK_SECRET")}}})
      .value();
  return out;
}

/// In your CRM: INSERT into a table whose primary key is `deduplication_key`, and work on it later, from a queue.
inline bool keep(rubrica::callbacks::delivery const& one) {
  static std::mutex one_at_a_time;
  std::lock_guard const lock(one_at_a_time);
  std::ofstream table("deliveries.jsonl", std::ios::app);
  table << one.to_json() << std::endl;
  return table.good();
}

/// The status to answer: stored before it is answered, and 503 when it could not be, so that the provider comes again.
inline int answer(rubrica::callbacks::router const& routes, rubrica::callbacks::incoming const& request) {
  auto const delivery = routes.receive(request);
  if (delivery && !keep(*delivery)) return 503;
  return delivery.reply().status;
}

} // namespace crm
