#pragma once

#include <rubrica/sandbox/server.hpp>

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <mutex>
#include <string>

/// A file with a line of JSON for each request, written at once: whoever got an answer finds its line.
class request_log {
public:
  using json = nlohmann::ordered_json;

  /// False when the file cannot be written. What was in it is gone: one run, one log.
  bool open(std::string const& path) {
    file_.open(path, std::ios::binary | std::ios::trunc);
    return file_.is_open();
  }

  /// From any thread.
  void add(rubrica::sandbox::seen_request const& seen) {
    write({{"at", rubrica::timestamp(seen.at).text()},
           {"method", seen.method},
           {"route", seen.route.empty() ? json() : json(seen.route)},
           {"status", seen.status == 0 ? json() : json(seen.status)},
           {"done", seen.done},
           {"fault", seen.played.empty() ? json() : json(seen.played)},
           {"where", seen.where == rubrica::sandbox::origin::storage ? "storage" : "api"}});
  }

  /// Writes the last line; false when a line was lost.
  bool end(rubrica::sandbox::activations const& seen) {
    json by_key = json::object();
    for (auto const& [key, count] : seen.by_key) by_key[key] = count;
    if (seen.without_key > 0) by_key["without_key"] = seen.without_key;
    write({{"activated", by_key}, {"drafts", seen.drafts}});
    return file_.good();
  }

private:
  void write(json const& line) {
    std::lock_guard<std::mutex> const lock(mutex_);
    file_ << line.dump(-1, ' ', false, json::error_handler_t::replace) + '\n' << std::flush;
  }

  std::mutex mutex_;
  std::ofstream file_;
};
