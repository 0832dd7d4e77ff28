#include <rubrica/signing/async_sender.hpp>

#include "signing/flows.hpp"
#include "signing/preparation.hpp"
#include "signing/sending/async_run.hpp"
#include "signing/sending/doubt.hpp"

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

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

pending_call<sent> send_call(clicksign::client const& client, std::shared_ptr<journal> const& journal, checked_request checked,
                             send_options const& options) {
  auto begin = [client, journal, checked = std::move(checked), options](runner const& by, completion<sent> done) {
    auto one = new_run(client, plan_of(checked, options), options, journal);
    if (!one) return done(std::move(one).error());
    auto const ended = [done = std::move(done)](run& course) { done(result_of(course)); };
    std::make_shared<async_run>(*std::move(one), deferred_of(client), by, ended)->go_on();
  };
  return call_access::make_flow<sent>(std::move(begin));
}

using all_resumed = std::vector<resumed>;

/// The results of several runs, which are told when the last has come.
class gathering {
public:
  gathering(std::size_t expected, completion<all_resumed> done) : left_(expected), done_(std::move(done)) {}

  void add(resumed one) {
    std::unique_lock lock(mutex_);
    all_.push_back(std::move(one));
    bool const is_last = --left_ == 0;
    lock.unlock();
    if (is_last) done_(std::move(all_));
  }

private:
  std::mutex mutex_;
  std::size_t left_;
  all_resumed all_;
  completion<all_resumed> done_;
};

pending_call<all_resumed> resume_call(clicksign::client const& client, std::shared_ptr<journal> const& journal,
                                      send_options const& options) {
  return call_access::make_flow<all_resumed>([client, journal, options](runner const& by, completion<all_resumed> done) {
    auto open = journal->load_open();
    if (!open) return done(std::move(open).error());
    if (open->empty()) return done(all_resumed());
    auto const gathered = std::make_shared<gathering>(open->size(), std::move(done));
    for (auto& one : *open) {
      if (!one) {
        gathered->add(not_resumed(std::move(one).error()));
        continue;
      }
      auto const ended = [gathered](run& course) { gathered->add(resumed_of(course, result_of(course))); };
      std::make_shared<async_run>(resumed_run(client, *std::move(one), options, journal), deferred_of(client), by, ended)
          ->go_on();
    }
  });
}

} // namespace

async_sender::async_sender(clicksign::client client, std::shared_ptr<signing::journal> journal)
    : client_(std::move(client)), journal_(std::move(journal)) {}

pending_call<sent> async_sender::send(request const& request, send_options const& options) const {
  if (auto may = refuse_bulk(options); !may) return clicksign::ended(result<sent>(std::move(may).error()));
  auto checked = prepare(client_, request, options, journal_ != nullptr);
  if (!checked) return clicksign::ended(result<sent>(std::move(checked).error()));
  auto allowed = may_replace(client_, request.replaces, options);
  return clicksign::then(std::move(allowed),
                         [send = send_call(client_, journal_, *std::move(checked), options)] { return send; });
}

pending_call<std::vector<resumed>> async_sender::resume(send_options const& options) const {
  if (journal_ == nullptr)
    return clicksign::ended(result<all_resumed>(make_error(errc::invalid_argument, "there is no journal to resume from")));
  return resume_call(client_, journal_, options);
}

} // namespace signing
RUBRICA_END_NAMESPACE
