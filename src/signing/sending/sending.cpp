#include "signing/sending/sending.hpp"

#include "clicksign/protocol/setup_advice.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/sending/parallel.hpp"
#include "signing/sending/refusal.hpp"

#include <algorithm>
#include <numeric>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using clicksign::call_options;
using std::chrono::milliseconds;
using std::chrono::seconds;

sending::sending(clicksign::client const& client, plan const& plan, send_options const& options)
    : client_(client), plan_(plan), options_(options), clock_(client.clock()), time_(clock_, options.timeout, options.cancelled),
      documents_(plan.documents.size()), signers_(plan.signers.size()), watchers_(plan.watchers.size()),
      lost_(what_may_exist(plan.key)) {}

result<sent> sending::run() {
  std::exception_ptr thrown;
  std::optional<result<sent>> out;
  try {
    auto done = carry_out();
    out = done ? result<sent>(finish()) : give_up(std::move(done).error());
  } catch (...) {
    thrown = std::current_exception();
  }
  if (!out) return give_up_after(thrown);
  // The envelope runs, as the caller asked: only now is the exception of his function thrown on.
  if (*out && thrown_) std::rethrow_exception(thrown_);
  return *std::move(out);
}

result<void> sending::carry_out() {
  for (auto part :
       {&sending::create_envelope, &sending::fill, &sending::set_requirements, &sending::settle, &sending::activate}) {
    if (auto done = (this->*part)(); !done) return done;
  }
  return {};
}

void sending::report(progress step) {
  if (!options_.on_progress) return;
  std::lock_guard const lock(reporting_);
  if (thrown_) std::rethrow_exception(thrown_);
  try {
    options_.on_progress(step);
  } catch (...) {
    thrown_ = std::current_exception();
    throw;
  }
}

void sending::pass_on_exception() {
  std::lock_guard const lock(reporting_);
  if (thrown_) std::rethrow_exception(thrown_);
}

template <class T>
result<T> sending::create_or_adopt(std::function<result<T>()> create, std::function<result<std::optional<T>>()> find) {
  for (int round = 1;; ++round) {
    if (auto going = time_.may_go_on(); !going) return std::move(going).error();
    auto made = create();
    pass_on_exception(); // a transport reports an exception of the upload as an error of its own
    if (made || made.error().outcome != outcome::ambiguous) return made;
    doubtful_ = true;
    // The request may still be on its way; looking too early would miss the record and create it a second time.
    if (auto waited = time_.pause(options_.quiescence); !waited) return made;
    auto found = find();
    if (!found) return made;
    if (*found) return **std::move(found);
    if (round == most_rounds) return made;
    repeated_ = true;
  }
}

result<clicksign::envelope> sending::post_envelope() {
  // Counted before: after an exception it is unknown whether the request left.
  ++possible_;
  auto made = client_.envelopes().create(plan_.envelope, time_.limits(longest_call));
  if (made)
    known_.insert(made->id.text());
  else if (made.error().outcome != outcome::ambiguous)
    --possible_;
  return made;
}

result<void> sending::create_envelope() {
  auto made = create_or_adopt<clicksign::envelope>([&] { return post_envelope(); }, [&] { return find_envelope(); });
  if (!made) return clicksign::with_setup_advice(about_envelope(std::move(made).error()));
  envelope_ = std::move(made->id);
  lost_.envelope_left_behind = envelope_.text();
  report({step::envelope_created, 0, envelope_.text()});
  return {};
}

result<void> sending::fill() {
  std::size_t const files = documents_.size();
  std::size_t const people = files + signers_.size();
  return detail::run_parallel(people + watchers_.size(), options_.parallel, [&](std::size_t index) {
    return index < files    ? create_document(index)
           : index < people ? create_signer(index - files)
                            : create_watcher(index - people);
  });
}

result<void> sending::create_document(std::size_t index) {
  auto create = [&] {
    call_options options = time_.limits(longest_upload);
    options.on_upload = [&, index](std::uint64_t bytes, std::uint64_t total) {
      report({step::uploading, index, {}, bytes, total});
    };
    return client_.documents().create(envelope_, plan_.documents[index], options);
  };
  auto made = create_or_adopt<clicksign::document>(create, [&] { return find_document(index); });
  if (!made) return about_file(std::move(made).error(), plan_, index);
  documents_[index] = made->id;
  report({step::document_created, index, made->id.text()});
  return {};
}

result<void> sending::create_signer(std::size_t index) {
  auto made = create_or_adopt<clicksign::signer>(
      [&] { return client_.signers().create(envelope_, plan_.signers[index], time_.limits(longest_call)); },
      [&] { return find_signer(index); });
  if (!made) return about_signer(std::move(made).error(), index);
  signers_[index] = made->id;
  report({step::signer_created, index, made->id.text()});
  return {};
}

result<void> sending::create_watcher(std::size_t index) {
  auto made = create_or_adopt<clicksign::watcher>(
      [&] { return client_.watchers().create(envelope_, plan_.watchers[index], time_.limits(longest_call)); },
      [&] { return find_watcher(index); });
  if (!made) return about_watcher(std::move(made).error(), index);
  watchers_[index] = made->id;
  report({step::watcher_created, index, made->id.text()});
  return {};
}

result<void> sending::set_requirements() {
  std::vector<std::size_t> all(plan_.requirements.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (auto set = require(std::move(all)); !set) return set;
  report({step::requirements_set, 0, {}});
  return {};
}

result<void> sending::require(std::vector<std::size_t> missing) {
  for (int doubts = 0; !missing.empty();) {
    if (auto going = time_.may_go_on(); !going) return going;
    std::vector<clicksign::bulk_operation> operations;
    for (std::size_t one : missing) operations.push_back(with_ids(plan_.requirements[one], documents_, signers_));
    auto answer = client_.bulk_requirements().apply(envelope_, operations, time_.limits(longest_call));
    if (!answer && answer.error().outcome == outcome::ambiguous) {
      if (++doubts > most_rounds) return std::move(answer).error();
      doubtful_ = true;
      // A success in an unknown form has taken effect or never will; any other request may still be on its way.
      bool const over = answer.error().http_status >= 200 && answer.error().http_status < 300;
      if (auto waited = over ? result<void>() : time_.pause(options_.quiescence); !waited) return waited;
      auto gap = compare_requirements();
      if (!gap) return std::move(gap).error();
      missing = std::move(gap->missing);
      if (!missing.empty()) repeated_ = true;
      continue;
    }
    if (!answer && answer.error().code != errc::not_ready) return about_requirements(std::move(answer).error(), plan_, missing);
    if (answer) {
      std::vector<std::size_t> refused;
      for (std::size_t i = 0; i < missing.size(); ++i) {
        auto& one = (*answer)[i];
        if (one) continue;
        if (one.error().code != errc::not_ready) return about_requirements(std::move(one).error(), plan_, missing, i);
        refused.push_back(missing[i]);
      }
      missing = std::move(refused);
    }
    if (missing.empty()) break;
    // The file is still being processed (clicksign-rest §6.3).
    if (auto waited = time_.pause(seconds(1)); !waited) return waited;
  }
  return {};
}

result<void> sending::activate() {
  // From the first request on the envelope may run, and then nothing may fail any more: what will be reported is prepared now.
  sent_ = {plan_.key, envelope_, documents_, signers_, *plan_.envelope.deadline};
  sent_.pairs = pairs_of(plan_, documents_, signers_);
  running_ = {step::activated, 0, envelope_.text()};
  activating_ = true;
  for (int round = 1;; ++round) {
    if (auto going = time_.may_go_on(); !going) return going;
    auto running = client_.envelopes().activate(envelope_, time_.limits(longest_call));
    if (running && was_activated(running->status)) return {};
    error_info error = running ? make_error(errc::protocol, "the envelope was activated but does not run", outcome::ambiguous)
                               : std::move(running).error();
    if (error.outcome == outcome::ambiguous) {
      auto found = client_.envelopes().get(envelope_, time_.limits(longest_call));
      if (found && was_activated(found->status)) return {};
      if (round >= most_rounds) return error;
    } else if (error.code == errc::not_ready) {
      if (auto waited = time_.pause(seconds(1)); !waited) return waited;
    } else {
      return about_envelope(std::move(error));
    }
  }
}

sent sending::finish() noexcept {
  report_at_end(running_);
  if (plan_.notification) notify();
  return std::move(sent_);
}

void sending::report_at_end(progress const& done) noexcept {
  try {
    report(done);
  } catch (...) {
    // The exception of the caller's function is in `thrown_`; when memory runs out, only a progress report is lost.
  }
}

void sending::notify() noexcept {
  try {
    auto going = time_.may_go_on();
    auto notified = going ? client_.notifications().notify(envelope_, *plan_.notification, time_.limits(longest_call))
                          : result<clicksign::notification>(std::move(going).error());
    sent_.notified = notified.has_value();
    if (!notified)
      sent_.notification_error = std::move(notified).error();
    else
      report_at_end({step::notified, 0, notified->id.text()});
  } catch (...) {
    if (sent_.notified) return;
    error_info& error = sent_.notification_error.emplace(); // effect unknown; this assignment needs no memory
    error.code = errc::out_of_memory;
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
