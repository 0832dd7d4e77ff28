#pragma once

#include "signing/sending/machine.hpp"

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/clicksign/resources.hpp>

#include <memory>
#include <utility>
#include <variant>
#include <vector>

// What the machine asks for, as calls to ClickSign. `Engine::start(pending_call<T>, done)` makes a call: over a socket, or in a
// simulation.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The calls of one sending.
template <class Engine> class carrier {
public:
  using resources = clicksign::resources<clicksign::deferred>;

  carrier(Engine& engine, resources const& at, machine const& of, clicksign::call_options options)
      : engine_(engine), at_(at), of_(of), options_(std::move(options)) {}

  /// `done` is called with the call and its result.
  template <class Done> void start(calls::any const& call, Done done) {
    std::visit([&](auto const& one) { begin(one, [one, done](auto answer) mutable { done(one, std::move(answer)); }); }, call);
  }

private:
  template <class Done> void begin(calls::create_envelope const&, Done done) {
    engine_.start(at_.envelopes().create(plan().envelope, options_), std::move(done));
  }
  template <class Done> void begin(calls::get_envelope const&, Done done) {
    engine_.start(at_.envelopes().get(of_.envelope(), options_), std::move(done));
  }
  template <class Done> void begin(calls::activate_envelope const&, Done done) {
    engine_.start(at_.envelopes().activate(of_.envelope(), options_), std::move(done));
  }
  template <class Done> void begin(calls::remove_envelope const& one, Done done) {
    engine_.start(at_.envelopes().remove(one.envelope, options_), std::move(done));
  }
  template <class Done> void begin(calls::create_document const& one, Done done) {
    engine_.start(at_.documents().create(of_.envelope(), plan().documents[one.index], options_), std::move(done));
  }
  template <class Done> void begin(calls::remove_document const& one, Done done) {
    engine_.start(at_.documents().remove(of_.envelope(), one.document, options_), std::move(done));
  }
  template <class Done> void begin(calls::create_signer const& one, Done done) {
    engine_.start(at_.signers().create(of_.envelope(), plan().signers[one.index], options_), std::move(done));
  }
  template <class Done> void begin(calls::remove_signer const& one, Done done) {
    engine_.start(at_.signers().remove(of_.envelope(), one.signer, options_), std::move(done));
  }
  template <class Done> void begin(calls::create_watcher const& one, Done done) {
    engine_.start(at_.watchers().create(of_.envelope(), plan().watchers[one.index], options_), std::move(done));
  }
  template <class Done> void begin(calls::remove_watcher const& one, Done done) {
    engine_.start(at_.watchers().remove(of_.envelope(), one.watcher, options_), std::move(done));
  }
  template <class Done> void begin(calls::create_requirements const& one, Done done) {
    std::vector<clicksign::bulk_operation> operations;
    for (std::size_t index : one.which) operations.push_back(with_ids(plan().requirements[index], of_.documents(), of_.signers()));
    engine_.start(at_.bulk_requirements().apply(of_.envelope(), operations, options_), std::move(done));
  }
  template <class Done> void begin(calls::remove_requirement const& one, Done done) {
    engine_.start(at_.requirements().remove(of_.envelope(), one.requirement, options_), std::move(done));
  }
  template <class Done> void begin(calls::notify const&, Done done) {
    engine_.start(at_.notifications().notify(of_.envelope(), *plan().notification, options_), std::move(done));
  }

  template <class Done> void begin(calls::list_envelopes const&, Done done) {
    clicksign::envelope_query query;
    query.name = plan().envelope.name;
    list<clicksign::envelope>(query, std::move(done), [at = at_, options = options_](auto const& wanted) {
      return at.envelopes().list(wanted, options);
    });
  }
  template <class Done> void begin(calls::list_documents const&, Done done) {
    list<clicksign::document>(clicksign::document_query(), std::move(done), of_envelope([](auto const& at) { return at.documents(); }));
  }
  template <class Done> void begin(calls::list_signers const&, Done done) {
    list<clicksign::signer>(clicksign::signer_query(), std::move(done), of_envelope([](auto const& at) { return at.signers(); }));
  }
  template <class Done> void begin(calls::list_watchers const&, Done done) {
    list<clicksign::watcher>(clicksign::watcher_query(), std::move(done), of_envelope([](auto const& at) { return at.watchers(); }));
  }
  template <class Done> void begin(calls::list_requirements const& one, Done done) {
    clicksign::requirement_query const pair{of_.documents()[one.document], of_.signers()[one.signer], {}, {}};
    list<clicksign::requirement>(pair, std::move(done), of_envelope([](auto const& at) { return at.requirements(); }));
  }

  template <class Resource> auto of_envelope(Resource resource) const {
    return [at = at_, envelope = of_.envelope(), options = options_, resource](auto const& wanted) {
      return resource(at).list(envelope, wanted, options);
    };
  }

  /// All pages, one after the other.
  template <class T, class Query, class Done, class Page> void list(Query query, Done done, Page page_of) {
    next_page<T>(engine_, std::move(query), std::move(done), std::move(page_of), std::make_shared<std::vector<T>>());
  }
  template <class T, class Query, class Done, class Page>
  static void next_page(Engine& engine, Query query, Done done, Page page_of, std::shared_ptr<std::vector<T>> all) {
    auto call = page_of(query);
    engine.start(std::move(call), [&engine, query = std::move(query), done = std::move(done), page_of = std::move(page_of),
                                   all = std::move(all)](result<clicksign::page<T>> page) mutable {
      if (!page) return done(result<std::vector<T>>(std::move(page).error()));
      for (T& one : page->items) all->push_back(std::move(one));
      if (page->next.empty()) return done(result<std::vector<T>>(std::move(*all)));
      query.paging.from = std::move(page->next);
      next_page<T>(engine, std::move(query), std::move(done), std::move(page_of), std::move(all));
    });
  }

  [[nodiscard]] plan const& plan() const { return of_.value().plan; }

  Engine& engine_;
  resources const& at_;
  machine const& of_;
  clicksign::call_options options_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
