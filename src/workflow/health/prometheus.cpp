#include <rubrica/workflow/health.hpp>

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

/// Of a label's value: backslashes, quotes and line breaks.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

class page {
public:
  void metric(std::string_view name, std::string_view help, std::string_view type) {
    name_ = name;
    text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
  }
  void value(double number) { text_ += fmt::format("{} {}\n", name_, number); }
  void value(std::int64_t number) { text_ += fmt::format("{} {}\n", name_, number); }
  template <class Number> void value(std::string_view label, std::string_view of, Number number) {
    text_ += fmt::format("{}{{{}=\"{}\"}} {}\n", name_, label, escaped(of), number);
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

private:
  std::string name_{};
  std::string text_{};
};

} // namespace

std::string to_prometheus(metrics const& now) {
  page out;
  out.metric("rubrica_submissions", "Submissions by state.", "gauge");
  for (auto const& [state, many] : now.submissions) out.value("state", state, many);
  out.metric("rubrica_callbacks_waiting", "Callbacks that are stored and not yet understood.", "gauge");
  out.value(now.callbacks_waiting);
  out.metric("rubrica_callbacks_quarantined", "Callbacks that a person must look at.", "gauge");
  out.value(now.callbacks_quarantined);
  out.metric("rubrica_leases_taken_over_total", "Pieces of work whose worker died or stood still.", "counter");
  out.value(now.leases_taken_over);
  out.metric("rubrica_oldest_waiting_seconds", "Age of the oldest submission that is to be sent.", "gauge");
  out.value(now.oldest_waiting_seconds);
  out.metric("rubrica_oldest_callback_seconds", "Age of the oldest callback that is not understood yet.", "gauge");
  out.value(now.oldest_callback_seconds);
  out.metric("rubrica_last_callback_timestamp_seconds", "When the tenant's last callback came.", "gauge");
  for (auto const& [tenant, at] : now.last_callback) {
    auto const seconds = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    out.value("tenant", tenant, fmt::format("{}.{:03}", seconds / 1000, seconds % 1000));
  }
  return out.take();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
