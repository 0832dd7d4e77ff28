#include "clicksign/protocol/file_check.hpp"
#include "clicksign/protocol/flow.hpp"
#include "crypto/digest_stream.hpp"
#include "http/file.hpp"
#include "http/retry/back_off.hpp"
#include "http/time/retry_after.hpp"

#include <rubrica/clicksign/document.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

secret const& link_to(document_files const& files, document_file which) {
  switch (which) {
  case document_file::original: return files.original;
  case document_file::signed_file: return files.signed_file;
  case document_file::zipped: return files.zipped;
  }
  return files.signed_file;
}

// How long to wait before the document is read again, at first and at most.
constexpr std::chrono::milliseconds first_look{1'000};
constexpr std::chrono::milliseconds longest_look{10'000};

error_info no_such_file() {
  error_info error = make_error(errc::not_ready, "ClickSign has no such file of the document yet", outcome::rejected);
  error.retry_after = std::chrono::seconds(2);
  return error;
}

error_info empty_file() {
  return make_error(errc::protocol, "the storage service sent an empty file", outcome::rejected);
}

errc code_of_storage(int status) {
  switch (status) {
  case 404: return errc::not_found;
  case 429: return errc::rate_limited;
  case 503: return errc::service_unavailable;
  default: return status >= 500 ? errc::server_error : errc::protocol;
  }
}

error_info refused_by_storage(int status) {
  error_info error = make_error(code_of_storage(status), "the storage service refused the file", outcome::rejected);
  error.http_status = status;
  return error;
}

/// The answers to a link whose five minutes are over, or whose signing key is.
bool may_be_an_old_link(int status) {
  return status == 400 || status == 401 || status == 403 || status == 410;
}

/// The destination of a transfer, and what is known about it at the end.
struct received {
  detail::atomic_file file;
  detail::digest_stream digest;
  std::uint64_t size = 0;
  std::uint64_t limit = 0;
  std::string first{}; // first bytes, which tell the kind of the file

  result<void> restart() {
    digest = {};
    size = 0;
    first.clear();
    return file.restart();
  }
  result<void> take(std::string_view bytes) {
    // Checked here too: the caller's own transport may have no limit.
    if (bytes.size() > limit - size) return make_error(errc::too_large, "the file is larger than `max_file_bytes`");
    if (first.size() < bytes_that_tell) first.append(bytes.substr(0, bytes_that_tell - first.size()));
    if (!digest.add(bytes)) return make_error(errc::file_error, "the checksum could not be computed");
    size += bytes.size();
    return file.write(bytes);
  }
};

/// One download: reads a link from the document, then fetches the file, again and again until it is complete or the deadline
/// passes. It lives as long as one of its calls or waits.
class file_fetch : public std::enable_shared_from_this<file_fetch> {
public:
  /// Reads the document with the given options.
  using question = std::function<pending_call<document>(call_options const&)>;

  file_fetch(shared_session session, question ask, document_file which, call_options options, received into)
      : session_(std::move(session)), ask_(std::move(ask)), which_(which), options_(std::move(options)),
        deadline_(session_->deadline_for_file(options_)), into_(std::move(into)) {}

  void start(runner const& by, completion<download> done) {
    by_ = by;
    done_.emplace(std::move(done));
    go_on();
  }

private:
  void go_on() { link_.empty() ? look() : fetch(); }
  void look();
  void fetch();
  void take(result<http::response> const& answer);
  [[nodiscard]] result<void> check(http::response const& answer) const;
  void finish(result<void> fetched);
  [[nodiscard]] result<call_options> options_for_the_rest() const;
  bool wait_for_file();
  bool wait_before_another_try(result<http::response> const& answer);
  void tell_of(result<http::response> const& answer, std::chrono::milliseconds pause) const;
  void go_on_after(std::chrono::milliseconds pause);

  shared_session session_;
  question ask_;
  document_file which_;
  call_options options_;
  std::chrono::steady_clock::time_point deadline_;
  received into_;
  runner by_;
  std::optional<completion<download>> done_;
  std::string filename_;
  secret link_;
  bool link_is_new_ = false;
  int repetitions_ = 0;
  std::chrono::milliseconds next_look_ = first_look;
};

/// The caller's options, with the time that is left.
result<call_options> file_fetch::options_for_the_rest() const {
  using std::chrono::milliseconds;
  auto const left = std::chrono::duration_cast<milliseconds>(deadline_ - session_->clock()->now());
  if (left <= milliseconds(0)) return make_error(errc::timeout);
  call_options rest = options_;
  rest.timeout = left;
  return rest;
}

void file_fetch::look() {
  auto const options = options_for_the_rest();
  if (!options) return finish(options.error());
  call_access::start(by_, ask_(*options), completion<document>([self = shared_from_this()](result<document> document) {
                       if (!document) return self->finish(std::move(document).error());
                       self->link_ = link_to(document->files, self->which_);
                       self->filename_ = std::move(document->filename);
                       if (!self->link_.empty()) return self->fetch();
                       if (!self->wait_for_file()) self->finish(no_such_file());
                     }));
}

void file_fetch::fetch() {
  auto options = options_for_the_rest();
  if (!options) return finish(options.error());
  auto const self = shared_from_this();
  auto request = session_->file_request(link_, options_.max_file_bytes);
  // The completion keeps the download alive. A transport may keep the request for longer, and the download keeps the transport.
  if (request) {
    request->sink = [weak = weak_from_this()](std::string_view bytes) -> result<void> {
      auto const still = weak.lock();
      return still != nullptr ? still->into_.take(bytes) : make_error(errc::cancelled);
    };
  }
  auto const read = [](finished_call& ended) -> result<http::response> {
    if (!ended.answer) return std::move(ended.answer).error();
    return http::response(*std::move(ended.answer));
  };
  auto const call = call_access::make<http::response>(kept_secretly({session_, std::move(request), *std::move(options)}), read);
  call_access::start(by_, call, completion<http::response>([self](result<http::response> const& answer) { self->take(answer); }));
}

void file_fetch::take(result<http::response> const& answer) {
  if (answer && answer->status == 200) return finish(check(*answer));
  if (auto emptied = into_.restart(); !emptied) return finish(std::move(emptied));
  if (answer && may_be_an_old_link(answer->status) && !link_is_new_) {
    link_is_new_ = true;
    link_ = secret();
    return go_on();
  }
  if (!wait_before_another_try(answer)) finish(answer ? refused_by_storage(answer->status) : answer.error());
}

result<void> file_fetch::check(http::response const& answer) const {
  if (into_.size == 0) return empty_file();
  if (auto whole = check_whole(answer, into_.size); !whole) return whole;
  return check_kind(which_, filename_, into_.first);
}

void file_fetch::finish(result<void> fetched) {
  if (!fetched) return (*done_)(std::move(fetched).error());
  if (auto committed = into_.file.commit(); !committed) return (*done_)(std::move(committed).error());
  (*done_)(download{into_.size, into_.digest.hex()});
}

/// A wait that would end after the deadline is not started.
bool file_fetch::wait_for_file() {
  if (!options_.wait_for_file || next_look_ >= deadline_ - session_->clock()->now()) return false;
  go_on_after(next_look_);
  next_look_ = std::min(2 * next_look_, longest_look);
  return true;
}

/// Reading does no harm, so every temporary failure is retried, at most `throttled_attempts` times.
bool file_fetch::wait_before_another_try(result<http::response> const& answer) {
  http::call_policy const& rules = session_->rules();
  http::call_request const read; // a GET that may be repeated
  auto const why = http::classify_attempt(read, answer);
  if (why == http::retry_decision::final || rules.retry.attempts <= 1) return false;
  if (repetitions_ >= rules.retry.throttled_attempts) return false;
  auto const asked = answer ? http::requested_wait(*answer, rules.clock->calendar()) : std::nullopt;
  auto const pause = http::back_off(rules.retry, why, repetitions_, rules.random(), asked);
  if (pause >= deadline_ - rules.clock->now() || !rules.budget->take(http::cost_of(why))) return false;
  ++repetitions_;
  tell_of(answer, pause);
  link_is_new_ = false;
  if (!answer && answer.error().code != errc::connection_lost) link_ = secret(); // the storage may have moved
  go_on_after(pause);
  return true;
}

void file_fetch::go_on_after(std::chrono::milliseconds pause) {
  // A flag that is raised meanwhile ends the next call.
  by_->wake_at(session_->clock()->now() + pause, options_.cancelled,
               [self = shared_from_this()](result<void> const&) { self->go_on(); });
}

void file_fetch::tell_of(result<http::response> const& answer, std::chrono::milliseconds pause) const {
  http::observer* const watcher = session_->observer();
  if (watcher == nullptr) return;
  http::wait_notice notice;
  notice.call = watcher->next_call();
  notice.route = "storage";
  notice.wait = pause;
  if (answer)
    notice.status = answer->status;
  else
    notice.error = answer.error().code;
  watcher->retry(notice);
}

} // namespace

template <class Mode>
typename Mode::template reply<clicksign::download> basic_documents<Mode>::download(envelope_id const& envelope,
                                                                                   document_id const& id, std::string const& path,
                                                                                   document_file which,
                                                                                   call_options const& options) const {
  auto const fetch = [=, session = session_](runner const& by, completion<clicksign::download> done) {
    detail::remove_leftovers_beside(path);
    auto file = detail::atomic_file::create(path);
    if (!file) return done(std::move(file).error());
    auto const ask = [=](call_options const& rest) { return basic_documents<deferred>(session).get(envelope, id, rest); };
    received into{*std::move(file), {}, 0, options.max_file_bytes};
    std::make_shared<file_fetch>(session, ask, which, options, std::move(into))->start(by, std::move(done));
  };
  return run_flow<Mode>(*session_, call_access::make_flow<clicksign::download>(fetch));
}

template result<clicksign::download> basic_documents<blocking>::download(envelope_id const&, document_id const&,
                                                                         std::string const&, document_file,
                                                                         call_options const&) const;
template pending_call<clicksign::download> basic_documents<deferred>::download(envelope_id const&, document_id const&,
                                                                               std::string const&, document_file,
                                                                               call_options const&) const;

} // namespace clicksign
RUBRICA_END_NAMESPACE
