#include "clicksign/protocol/file_check.hpp"
#include "clicksign/protocol/session.hpp"
#include "crypto/digest_stream.hpp"
#include "http/file.hpp"
#include "http/retry/back_off.hpp"
#include "http/time/retry_after.hpp"

#include <rubrica/clicksign/document.hpp>

#include <functional>

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
/// passes.
class file_fetch {
public:
  file_fetch(std::shared_ptr<session const> session, document_file which, call_options const& options)
      : session_(std::move(session)), which_(which), options_(options), deadline_(session_->deadline_for_file(options)) {}

  /// `ask` reads the document with the given options.
  using question = std::function<result<document>(call_options const&)>;
  result<void> run(question const& ask, received& into);

private:
  result<call_options> options_for_the_rest() const;
  result<void> look(question const& ask);
  result<http::response> fetch(received& into);
  bool wait_before_another_try(result<http::response> const& answer);
  void tell_of(result<http::response> const& answer, std::chrono::milliseconds pause) const;

  std::shared_ptr<session const> session_;
  document_file which_;
  call_options const& options_;
  std::chrono::steady_clock::time_point deadline_;
  std::string filename_;
  secret link_;
  int repetitions_ = 0;
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

result<void> file_fetch::look(question const& ask) {
  auto const options = options_for_the_rest();
  if (!options) return options.error();
  auto document = ask(*options);
  if (!document) return std::move(document).error();
  link_ = link_to(document->files, which_);
  filename_ = std::move(document->filename);
  if (link_.empty()) return no_such_file();
  return {};
}

result<http::response> file_fetch::fetch(received& into) {
  auto const options = options_for_the_rest();
  if (!options) return options.error();
  auto const sink = [&into](std::string_view bytes) { return into.take(bytes); };
  return session_->fetch(link_, sink, options_.max_file_bytes, *options);
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
  auto const now = rules.clock->now();
  // A wait that would end after the deadline is not started.
  if (pause >= deadline_ - now || !rules.budget->take(http::cost_of(why))) return false;
  ++repetitions_;
  tell_of(answer, std::chrono::ceil<std::chrono::milliseconds>(pause));
  rules.clock->wait(now + pause, options_.cancelled.get());
  return true;
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

result<void> file_fetch::run(question const& ask, received& into) {
  bool link_is_new = false;
  for (;;) {
    if (link_.empty()) {
      if (auto looked = look(ask); !looked) return looked;
    }
    auto const answer = fetch(into);
    if (answer && answer->status == 200) {
      if (into.size == 0) return empty_file();
      if (auto whole = check_whole(*answer, into.size); !whole) return whole;
      return check_kind(which_, filename_, into.first);
    }
    if (answer && may_be_an_old_link(answer->status) && !link_is_new) {
      link_is_new = true;
      link_ = secret();
    } else if (wait_before_another_try(answer)) {
      link_is_new = false;
      if (!answer && answer.error().code != errc::connection_lost) link_ = secret(); // the storage may have moved
    } else {
      return answer ? refused_by_storage(answer->status) : answer.error();
    }
    if (auto emptied = into.restart(); !emptied) return emptied;
  }
}

} // namespace

template <class Mode>
result<clicksign::download> basic_documents<Mode>::download(envelope_id const& envelope, document_id const& id,
                                                            std::string const& path, document_file which,
                                                            call_options const& options) const {
  auto file = detail::atomic_file::create(path);
  if (!file) return std::move(file).error();
  received into{*std::move(file), {}, 0, options.max_file_bytes};
  auto const ask = [&](call_options const& rest) { return documents(session_).get(envelope, id, rest); };
  if (auto fetched = file_fetch(session_, which, options).run(ask, into); !fetched) return std::move(fetched).error();
  if (auto committed = into.file.commit(); !committed) return std::move(committed).error();
  return clicksign::download{into.size, into.digest.hex()};
}

template result<clicksign::download> basic_documents<blocking>::download(envelope_id const&, document_id const&,
                                                                         std::string const&, document_file,
                                                                         call_options const&) const;
template result<clicksign::download> basic_documents<deferred>::download(envelope_id const&, document_id const&,
                                                                         std::string const&, document_file,
                                                                         call_options const&) const;

} // namespace clicksign
RUBRICA_END_NAMESPACE
