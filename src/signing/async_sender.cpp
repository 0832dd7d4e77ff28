#include <rubrica/signing/async_sender.hpp>

#include "signing/flows.hpp"
#include "signing/preparation.hpp"
#include "signing/sending/async_run.hpp"
#include "signing/sending/doubt.hpp"

#include <atomic>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::call_access;
using clicksign::completion;
using clicksign::pending_call;
using clicksign::runner;

/// What a run ended with. An exception of the caller's function has nowhere to go.
result<sent> result_of(run& ended) {
  try {
    return ended.take_result();
  } catch (...) {
    return ended_by_exception(ended.has_activated() ? outcome::done : outcome::rejected);
  }
}

pending_call<sent> send_call(clicksign::client client, std::shared_ptr<journal> journal, prepared_request prepared,
                             send_options options) {
  return call_access::make_flow<sent>([=](runner const& by, completion<sent> done) {
    auto one = new_run(client, plan_of(prepared, options), options, journal);
    if (!one) return done(std::move(one).error());
    auto const ended = [done](run& course) { done(result_of(course)); };
    std::make_shared<async_run>(*std::move(one), deferred_of(client), by, ended)->go_on();
  });
}

/// The results of several runs, until the last has ended.
struct gathering {
  std::mutex mutex;
  std::vector<resumed> all;
  std::size_t left = 0;
};

pending_call<std::vector<resumed>> resume_call(clicksign::client client, std::shared_ptr<journal> journal, send_options options) {
  using all = std::vector<resumed>;
  return call_access::make_flow<all>([=](runner const& by, completion<all> done) {
    auto open = journal->load_open();
    if (!open) return done(std::move(open).error());
    auto const gathered = std::make_shared<gathering>();
    gathered->left = open->size() + 1; // the last one is this function
    auto const ended = [gathered, done](resumed one, bool counts) {
      std::unique_lock lock(gathered->mutex);
      if (counts) gathered->all.push_back(std::move(one));
      if (--gathered->left > 0) return;
      lock.unlock();
      done(std::move(gathered->all));
    };
    for (auto& one : *open) {
      if (!one) {
        ended(not_resumed(std::move(one).error()), true);
        continue;
      }
      auto const tell = [ended](run& course) { ended(resumed_of(course, result_of(course)), true); };
      std::make_shared<async_run>(resumed_run(client, *std::move(one), options, journal), deferred_of(client), by, tell)->go_on();
    }
    ended({}, false);
  });
}

} // namespace

async_sender::async_sender(clicksign::client client, std::shared_ptr<signing::journal> journal)
    : client_(std::move(client)), journal_(std::move(journal)) {}

pending_call<sent> async_sender::send(request const& request, send_options const& options) const {
  auto prepared = prepare(client_, request, options, journal_ != nullptr);
  if (!prepared) return clicksign::ended(result<sent>(std::move(prepared).error()));
  auto allowed = may_replace(client_, prepared->replaces, options);
  return clicksign::then(std::move(allowed),
                         [send = send_call(client_, journal_, *std::move(prepared), options)] { return send; });
}

pending_call<std::vector<resumed>> async_sender::resume(send_options const& options) const {
  if (journal_ == nullptr)
    return clicksign::ended(
        result<std::vector<resumed>>(make_error(errc::invalid_argument, "there is no journal to resume from")));
  return resume_call(client_, journal_, options);
}

} // namespace signing
RUBRICA_END_NAMESPACE
