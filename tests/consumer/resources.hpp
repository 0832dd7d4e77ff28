#pragma once

// One operation of each resource, by a client and by an asynchronous one: each is an instantiation that the library has to export.
#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

#include <cstdio>
#include <memory>
#include <utility>

/// Runs what a resource gave: a result that is there, a list that is to be walked, or a call that is to be started.
class runner {
public:
  explicit runner(rubrica::clicksign::async_client& async) : async_(async) {}

  template <class T> void operator()(char const* resource, rubrica::result<T> const& made) { note(resource, made); }
  template <class T> void operator()(char const* resource, rubrica::clicksign::pages<T> list) { note(resource, list.all()); }
  template <class T> void operator()(char const* resource, rubrica::clicksign::pending_call<T> described) {
    note(resource, rubrica::clicksign::start_future(async_, std::move(described)).get());
  }
  bool all_as_expected() const { return others_ == 0 && refused_ > 0; }

private:
  /// No server listens, so each operation ends in the same way after it has passed through the whole library.
  template <class T> void note(char const* resource, rubrica::result<T> const& made) {
    bool const refused = !made && made.error().outcome == rubrica::outcome::not_sent;
    ++(refused ? refused_ : others_);
    if (!refused) std::printf("%s: %s\n", resource, made ? "has an answer" : rubrica::to_string(made.error()).c_str());
  }

  rubrica::clicksign::async_client& async_;
  int refused_ = 0;
  int others_ = 0;
};

template <class Client> void use_each_resource(Client const& client, runner& run) {
  using namespace rubrica;
  using namespace rubrica::clicksign;
  envelope_id const envelope("e");
  run("envelopes", client.envelopes().get(envelope));
  run("envelopes", client.envelopes().events(envelope));
  run("envelopes", client.envelopes().cancel(envelope));
  run("documents", client.documents().get(envelope, document_id("d")));
  run("documents", client.documents().events(envelope, document_id("d")));
  run("documents", client.documents().download(envelope, document_id("d"), "never_written"));
  run("signers", client.signers().list(envelope));
  run("requirements", client.requirements().list(envelope));
  run("bulk_requirements", client.bulk_requirements().apply(envelope, {remove_requirement{requirement_id("r")}}));
  run("watchers", client.watchers().list(envelope));
  run("folders", client.folders().list());
  run("templates", client.templates().list());
  run("template_fields", client.template_fields().list());
  run("notifications", client.notifications().notify(envelope));
  run("webhooks", client.webhooks().list());
  run("acceptance_terms", client.acceptance_terms().list());
  run("users", client.users().me());
  run("memberships", client.memberships().list());
  run("groups", client.groups().list());
  run("access_control_lists", client.access_control_lists().remove(folder_id("f"), group_id("g")));
  run("oauth_accounts", client.oauth_accounts().list());
  run("auto_signature_terms", client.auto_signature_terms().get(auto_signature_term_id("a")));
  run("envelope_bulk_creations", client.envelope_bulk_creations().create({}));
  run("raw", client.raw().send({rubrica::http::method::get, "/things"}));
}

inline bool every_resource_can_be_used() {
  rubrica::clicksign::client_options options;
  options.base_url = "http://127.0.0.1:1/api/v3"; // nobody listens there
  options.token = rubrica::secret("token");
  options.retry.attempts = 1;
  options.quota = std::make_shared<rubrica::http::quota>(0);
  rubrica::clicksign::client const client(options);
  rubrica::clicksign::async_client async(client);
  runner run(async);
  use_each_resource(client, run);
  use_each_resource(async, run);
  return run.all_as_expected();
}
