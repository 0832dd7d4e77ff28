#pragma once

#include "support/callbacks/content_hmac.hpp"
#include "support/callbacks/event_sequences.hpp"
#include "support/workflow/databases.hpp"
#include "support/workflow/tables.hpp"
#include "workflow/histories/history_table.hpp"
#include "workflow/inbox/delivery_state.hpp"
#include "workflow/steps.hpp"

#include <rubrica/callbacks/router.hpp>
#include <rubrica/workflow/engine.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace rubrica_test {

/// An engine that receives the callbacks of the tenants `acme` and `beta` on one database; the callbacks of all providers for each.
class inbox_world : public workflow_tables {
public:
  explicit inbox_world(std::string const& address, rubrica::workflow::store_options const& how = {})
      : workflow_tables(address, how), options_(options_on(store())), engine(options_), state(options_) {}

  /// A callback of ClickSign's, signed.
  rubrica::callbacks::reply clicksign(std::string const& body, std::string const& tenant = "acme") {
    return post("/api/rest/clicksign/token-of-" + tenant, body, content_hmac(secret_of(tenant), body));
  }
  rubrica::callbacks::reply post(std::string const& path, std::string const& body, std::string const& signature = {}) {
    rubrica::callbacks::incoming request;
    request.path = path;
    request.body = body;
    request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
    return engine.receive(request);
  }

  /// Understands all that was stored.
  std::vector<rubrica::workflow::work_note> understand() {
    std::vector<rubrica::workflow::work_note> out;
    while (auto note = understand_next(state).value()) out.push_back(*std::move(note));
    return out;
  }

  /// All changes, read from the beginning in pieces.
  std::vector<rubrica::workflow::change> changes(std::string const& tenant = {}, int limit = 100) const {
    std::vector<rubrica::workflow::change> out;
    rubrica::workflow::changes_query query;
    query.tenant = tenant;
    query.limit = limit;
    while (true) {
      auto more = engine.changes(query).value();
      if (more.empty()) return out;
      query.after = more.back().position;
      out.insert(out.end(), more.begin(), more.end());
    }
  }

  /// A submission as if it had been sent, with one document; or as if it were yet to be.
  void add_submission(std::string const& id, std::string const& key, std::string const& how_far, std::string const& document = {},
                      std::string const& tenant = "acme") const {
    execute("INSERT INTO rubrica_submissions (tenant, id, sending_key, digest, state, submitted_at, sending) VALUES ('" + tenant +
            "', '" + id + "', '" + key + "', '-', '" + how_far + "', {now}, '-')");
    if (!document.empty()) add_document(id, document, tenant);
  }
  void add_document(std::string const& id, std::string const& document, std::string const& tenant = "acme") const {
    execute("INSERT INTO rubrica_documents (tenant, document, id, attempt, number, file_state) VALUES ('" + tenant + "', '" +
            document + "', '" + id + "', 1, 0, 'none')");
  }

private:
  static std::string secret_of(std::string const& tenant) { return "secret-of-" + tenant + "-0123456789"; }

  static rubrica::workflow::engine_options options_on(rubrica::workflow::store const& store) {
    namespace callbacks = rubrica::callbacks;
    rubrica::workflow::engine_options out;
    out.store = store;
    out.routes = std::make_shared<callbacks::router>();
    for (std::string const tenant : {"acme", "beta"}) {
      for (auto provider : {callbacks::provider::clicksign, callbacks::provider::assinebem, callbacks::provider::pacto}) {
        callbacks::route one;
        one.tenant = tenant;
        one.provider = provider;
        one.path_token = rubrica::secret("token-of-" + tenant);
        if (provider == callbacks::provider::clicksign) one.secrets = {rubrica::secret(secret_of(tenant))};
        out.routes->add(one).value();
      }
    }
    return out;
  }

  rubrica::workflow::engine_options options_;

public:
  rubrica::workflow::engine engine;
  rubrica::workflow::engine::state state;
};

/// A callback about a document, with rubrica's key in its metadata or without.
inline std::string callback_text(json const& event, std::string const& status, std::string const& document,
                                 std::string const& key = {}) {
  json body = callback(event, status, {"ana", "bia"}, json::array(), document);
  if (!key.empty()) body["document"]["metadata"] = {{"rubrica_key", key}};
  return body.dump();
}

/// Both sign, and the document is closed.
inline std::vector<std::string> story_of(std::string const& document, std::string const& key = {}) {
  return {callback_text(happened("upload", 0), "running", document, key),
          callback_text(happened("add_signer", 1, {"ana", "bia"}), "running", document, key),
          callback_text(happened("sign", 6, {"ana"}), "running", document, key),
          callback_text(happened("sign", 30, {"bia"}), "running", document, key),
          callback_text(happened("document_closed", 31), "closed", document, key)};
}

} // namespace rubrica_test
