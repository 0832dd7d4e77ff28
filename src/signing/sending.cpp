#include "signing/sending.hpp"

#include "detail/parallel.hpp"
#include "signing/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

using clicksign::call_options;
using clicksign::status;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int most_rounds = 3;

error_info out_of_time() {
  error_info error = make_error(errc::timeout, "the time for sending was over");
  error.effect = outcome::rejected;
  return error;
}

} // namespace

sending::sending(clicksign::client const& client, plan const& plan, send_options const& options)
    : client_(client), plan_(plan), options_(options), clock_(client.time()), deadline_(clock_->now() + options.timeout),
      documents_(plan.documents.size()), signers_(plan.signers.size()) {}

call_options sending::limits(milliseconds longest) const {
  auto const left = std::chrono::duration_cast<milliseconds>(deadline_ - clock_->now());
  // A limit of 0 would mean the client's own.
  return {std::clamp(left, milliseconds(1), longest), options_.cancelled, {}};
}

result<void> sending::pause(milliseconds time) {
  auto const until = clock_->now() + time;
  if (until >= deadline_) return out_of_time();
  clock_->wait(until, options_.cancelled.get());
  if (options_.cancelled != nullptr && options_.cancelled->load()) return make_error(errc::cancelled);
  return {};
}

void sending::report(progress what) {
  if (!options_.on_progress) return;
  std::lock_guard const lock(reporting_);
  options_.on_progress(what);
}

result<sent> sending::run() {
  if (auto done = create_envelope(); !done) return std::move(done).error();
  for (auto part :
       {&sending::create_documents_and_signers, &sending::set_requirements, &sending::remove_strays, &sending::activate}) {
    if (auto done = (this->*part)(); !done) return give_up(std::move(done).error());
  }
  sent out;
  out.key = plan_.key;
  out.envelope = envelope_;
  out.documents = documents_;
  out.signers = signers_;
  out.deadline = *plan_.envelope.deadline;
  if (plan_.notify) notify(out);
  return out;
}

template <class T>
result<T> sending::create_once(std::function<result<T>()> create, std::function<result<std::optional<T>>()> find) {
  for (int round = 1;; ++round) {
    auto made = create();
    if (made || made.error().effect != outcome::ambiguous) return made;
    doubtful_ = true;
    // What was asked for may still be under way; looking too early would miss it and create it a second time.
    if (auto waited = pause(options_.quiescence); !waited) return made;
    auto found = find();
    if (!found) return made;
    if (*found) return **std::move(found);
    if (round == most_rounds) return made;
  }
}

result<void> sending::create_envelope() {
  auto made = create_once<clicksign::envelope>([&] { return client_.envelopes().create(plan_.envelope, limits(longest_call)); },
                                               [&] { return find_envelope(); });
  if (!made) {
    error_info error = about_envelope(std::move(made).error());
    if (error.effect == outcome::ambiguous)
      error.message += fmt::format(" A draft whose name ends in k={} may exist.", plan_.key);
    return error;
  }
  envelope_ = made->id;
  report({step::envelope_created, 0, envelope_.text()});
  return {};
}

result<void> sending::create_documents_and_signers() {
  std::size_t const files = documents_.size();
  return detail::run_parallel(files + signers_.size(), options_.parallel, [&](std::size_t index) {
    return index < files ? create_document(index) : create_signer(index - files);
  });
}

result<void> sending::create_document(std::size_t index) {
  auto create = [&] {
    call_options how = limits(longest_upload);
    how.on_upload = [&, index](std::uint64_t bytes, std::uint64_t total) { report({step::uploading, index, {}, bytes, total}); };
    return client_.documents().create(envelope_, plan_.documents[index], how);
  };
  auto made = create_once<clicksign::document>(create, [&] { return find_document(index); });
  if (!made) return about_file(std::move(made).error(), plan_, index);
  documents_[index] = made->id;
  report({step::document_created, index, made->id.text()});
  return {};
}

result<void> sending::create_signer(std::size_t index) {
  auto made = create_once<clicksign::signer>(
      [&] { return client_.signers().create(envelope_, plan_.signers[index], limits(longest_call)); },
      [&] { return find_signer(index); });
  if (!made) return about_signer(std::move(made).error(), index);
  signers_[index] = made->id;
  report({step::signer_created, index, made->id.text()});
  return {};
}

result<void> sending::set_requirements() {
  auto missing = requirements_for(plan_, documents_, signers_);
  for (int doubts = 0; !missing.empty();) {
    std::vector<clicksign::bulk_operation> const operations(missing.begin(), missing.end());
    auto answer = client_.bulk_requirements().apply(envelope_, operations, limits(longest_call));
    if (!answer && answer.error().effect == outcome::ambiguous) {
      if (++doubts > most_rounds) return std::move(answer).error();
      doubtful_ = true;
      // A complete answer of unknown shape has taken effect; one that was lost may still be under way.
      bool const answered = answer.error().http_status != 0;
      if (auto waited = answered ? result<void>() : pause(options_.quiescence); !waited) return waited;
      auto left = missing_requirements();
      if (!left) return std::move(left).error();
      missing = *std::move(left);
      continue;
    }
    if (!answer && answer.error().code != errc::not_ready)
      return about_requirements(std::move(answer).error(), plan_, missing, documents_, signers_);
    if (answer) {
      std::vector<clicksign::new_requirement> refused;
      for (std::size_t i = 0; i < missing.size(); ++i) {
        auto& one = (*answer)[i];
        if (one) continue;
        if (one.error().code != errc::not_ready)
          return about_requirements(std::move(one).error(), plan_, missing, documents_, signers_, i);
        refused.push_back(missing[i]);
      }
      missing = std::move(refused);
    }
    if (missing.empty()) break;
    // The file is still being processed (clicksign-v3 §6.3).
    if (auto waited = pause(seconds(1)); !waited) return waited;
  }
  report({step::requirements_set, 0, {}});
  return {};
}

result<void> sending::activate() {
  for (int round = 1;; ++round) {
    auto running = client_.envelopes().activate(envelope_, limits(longest_call));
    if (running && running->status == status::running) break;
    if (running) return make_error(errc::protocol, "the envelope was activated but does not run");
    error_info error = std::move(running).error();
    if (error.code == errc::not_ready) {
      if (auto waited = pause(seconds(1)); !waited) return waited;
      continue;
    }
    if (error.effect != outcome::ambiguous) return about_envelope(std::move(error));
    auto found = client_.envelopes().get(envelope_, limits(longest_call));
    if (found && found->status != status::draft) break;
    if (round == most_rounds) return error;
  }
  report({step::activated, 0, envelope_.text()});
  return {};
}

void sending::notify(sent& out) {
  auto notified = client_.notifications().notify(envelope_, {}, limits(longest_call));
  out.notified = notified.has_value();
  if (notified)
    report({step::notified, 0, notified->id.text()});
  else
    out.notification_error = std::move(notified).error();
}

error_info sending::give_up(error_info error) {
  // A raised cancel flag must not keep the draft from being removed.
  auto removed = client_.envelopes().remove(envelope_, {seconds(15), nullptr, {}});
  bool const gone = removed || removed.error().code == errc::not_found;
  if (!gone) error.envelope_left_behind = envelope_.text();
  if (gone && error.effect == outcome::ambiguous) error.effect = outcome::rejected;
  return error;
}

}}} // namespace rubrica::v0_1::signing
