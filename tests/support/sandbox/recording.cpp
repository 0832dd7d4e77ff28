#include "support/sandbox/recording.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <mutex>

namespace rubrica_test {
namespace {

using nlohmann::json;

constexpr std::size_t largest_body = 256 * 1024;

struct {
  std::mutex mutex;
  std::ofstream file;
  std::string test;
  std::string source;
} recording;

json text(std::string const& body) {
  return body.size() > largest_body ? json() : json(body);
}

} // namespace

bool start_recording(std::string const& file) {
  recording.file.open(file, std::ios::binary | std::ios::trunc);
  return recording_is_on();
}

bool recording_is_on() {
  return recording.file.is_open();
}

void record_for(std::string const& test, std::string const& file) {
  std::lock_guard<std::mutex> const lock(recording.mutex);
  recording.test = test;
  recording.source = file;
}

void record(std::string const& method, std::string const& target, std::string const& request, int status,
            std::string const& answer) {
  std::lock_guard<std::mutex> const lock(recording.mutex);
  json const line = {{"test", recording.test},   {"file", recording.source}, {"method", method},      {"target", target},
                     {"request", text(request)}, {"status", status},         {"answer", text(answer)}};
  // Some tests send bytes that are not UTF-8.
  recording.file << line.dump(-1, ' ', false, json::error_handler_t::replace) << '\n' << std::flush;
}

} // namespace rubrica_test
