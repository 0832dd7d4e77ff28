#include <rubrica/http/log_observer.hpp>

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

std::string begin_line(std::string_view event, call_notice const& notice) {
  return fmt::format("{} call={} {} {}", event, notice.call, to_string(notice.verb), notice.route);
}

/// ` status=503` when there was an answer, ` error=connect` when there was none.
void append_reason(std::string& line, int status, errc error) {
  if (status != 0)
    line += fmt::format(" status={}", status);
  else
    line += fmt::format(" error={}", to_string(error));
}

void append_request_id(std::string& line, std::string_view id) {
  if (!id.empty()) line += fmt::format(" request_id={}", id);
}

std::string end_line(std::string_view event, end_notice const& notice) {
  std::string line = begin_line(event, notice);
  line += fmt::format(" attempt={}", notice.attempt);
  append_reason(line, notice.status, notice.error);
  line += fmt::format(" effect={} us={}", to_string(notice.outcome), notice.duration.count());
  append_request_id(line, notice.request_id);
  return line;
}

/// Makes a line and passes it on; neither may throw into the call that is observed.
template <class Line> void write_line(std::function<void(std::string_view)> const& write, Line const& line) noexcept {
  try {
    write(line());
  } catch (...) {
    // There is no place to report it: the log itself has failed.
  }
}

} // namespace

log_observer::log_observer(std::function<void(std::string_view)> write) : write_(std::move(write)) {}

void log_observer::call_started(call_notice const& notice) noexcept {
  write_line(write_, [&] { return begin_line("call_started", notice); });
}

void log_observer::request_started(request_notice const& notice) noexcept {
  write_line(write_, [&] { return fmt::format("{} attempt={}", begin_line("request_started", notice), notice.attempt); });
}

void log_observer::request_finished(end_notice const& notice) noexcept {
  write_line(write_, [&] { return end_line("request_finished", notice); });
}

void log_observer::retry(wait_notice const& notice) noexcept {
  write_line(write_, [&] {
    std::string line = fmt::format("{} wait_ms={}", begin_line("retry", notice), notice.wait.count());
    append_reason(line, notice.status, notice.error);
    return line;
  });
}

void log_observer::quota_wait(wait_notice const& notice) noexcept {
  write_line(write_, [&] { return fmt::format("{} wait_ms={}", begin_line("quota_wait", notice), notice.wait.count()); });
}

void log_observer::error(error_notice const& notice) noexcept {
  write_line(write_, [&] {
    std::string line =
        fmt::format("{} code={} effect={}", begin_line("error", notice), to_string(notice.code), to_string(notice.outcome));
    if (notice.status != 0) line += fmt::format(" status={}", notice.status);
    append_request_id(line, notice.request_id);
    return line;
  });
}

void log_observer::call_finished(end_notice const& notice) noexcept {
  write_line(write_, [&] { return end_line("call_finished", notice); });
}

void log_observer::unknown(unknown_notice const& notice) noexcept {
  write_line(write_, [&] {
    return fmt::format("unknown {} {}", notice.kind == unknown_notice::what::value ? "value" : "field", notice.where);
  });
}

} // namespace http
RUBRICA_END_NAMESPACE
