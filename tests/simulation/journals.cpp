#include "simulation/journals.hpp"

#include <charconv>

namespace simulation {

using namespace rubrica;
using signing::sending;

namespace {

error_info held_elsewhere() {
  return make_error(errc::not_ready, "another run is at work on it", outcome::not_sent);
}

error_info died() {
  return make_error(errc::file_error, "the process died", outcome::not_sent);
}

constexpr std::string_view ending = ".json";

bool is_entry(std::string const& name) {
  return name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
}

} // namespace

result<void> store::save(sending const& one, visitor& by) {
  auto const stored = read(one.key);
  bool const is_ours = stored && stored->value.holder == one.holder;
  bool const taken_over = by.held.count(one.holder) > 0 && !is_ours;
  if (taken_over || (stored && !is_ours && !is_free(*stored, by))) return held_elsewhere();
  if (!write({one, by.process}, by)) return died();
  by.held.insert(one.holder);
  return {};
}

result<void> store::claim(sending const& one, std::string const& former, visitor& by) {
  auto const stored = read(one.key);
  bool const is_as_found = stored && stored->value.holder == former && is_free(*stored, by);
  if (!is_as_found) return held_elsewhere();
  if (!write({one, by.process}, by)) return died();
  by.held.insert(one.holder);
  return {};
}

result<std::optional<sending>> store::load(std::string const& key, visitor& by) {
  auto stored = read(key);
  if (!stored) return std::optional<sending>();
  if (!is_free(*stored, by)) return held_elsewhere();
  return std::optional(std::move(stored->value));
}

std::vector<sending> store::load_open(visitor& by) {
  std::vector<sending> out;
  for (std::string const& key : keys()) {
    auto stored = read(key);
    if (stored && is_free(*stored, by)) out.push_back(std::move(stored->value));
  }
  return out;
}

result<void> store::forget(sending const& one, visitor& by) {
  by.held.erase(one.holder);
  auto const stored = read(one.key);
  if (!stored || stored->value.holder != one.holder) return {};
  if (!remove(one.key, by)) return died();
  return {};
}

void store::exchange(std::string const& key, sending const& other, visitor const& by) {
  visitor undisturbed = by;
  undisturbed.survives = [] { return true; };
  std::uint64_t const process = read(key).value().process;
  remove(key, undisturbed);
  write({other, process}, undisturbed);
}

result<sending> store::read_json(std::string const& key, std::string_view text) {
  auto const known = known_.find(key);
  if (known != known_.end() && known->second.text == text) return known->second.value;
  auto value = sending::from_json(text);
  if (value) known_[key] = {std::string(text), *value};
  return value;
}

// ---- files ----

std::set<std::string> file_store::keys() {
  std::set<std::string> out;
  for (std::string const& name : disk_.names()) {
    if (is_entry(name)) out.insert(name.substr(0, name.size() - ending.size()));
  }
  return out;
}

std::optional<store::entry> file_store::read(std::string const& key) {
  std::string const* const stored = disk_.bytes_of(key + std::string(ending));
  if (stored == nullptr) return std::nullopt;
  std::string_view const text = *stored;
  auto const line = std::min(text.find('\n'), text.size());
  entry out;
  std::from_chars(text.data(), text.data() + line, out.process);
  auto value = read_json(key, text.substr(std::min(line + 1, text.size())));
  if (!value) {
    all_.violation("a recorded sending cannot be read: " + value.error().message);
    return std::nullopt;
  }
  out.value = *std::move(value);
  return out;
}

bool file_store::write(entry const& one, visitor& by) {
  std::string const temporary = "temporary";
  disk_.write(temporary, std::to_string(one.process) + '\n' + one.value.to_json());
  if (!by.survives()) return false;
  disk_.sync(temporary);
  if (!by.survives()) return false;
  disk_.rename(temporary, one.value.key + std::string(ending));
  if (!by.survives()) return false;
  disk_.sync_folder();
  return by.survives();
}

bool file_store::remove(std::string const& key, visitor& by) {
  if (!by.survives()) return false;
  disk_.remove(key + std::string(ending));
  return true;
}

// ---- rows ----

std::set<std::string> table_store::keys() {
  std::set<std::string> out;
  for (auto const& one : rows_) out.insert(one.first);
  return out;
}

std::optional<store::entry> table_store::read(std::string const& key) {
  auto const found = rows_.find(key);
  if (found == rows_.end()) return std::nullopt;
  return entry{read_json(key, found->second).value(), 0};
}

bool table_store::write(entry const& one, visitor& by) {
  if (!by.survives()) return false;
  rows_[one.value.key] = one.value.to_json();
  return by.survives();
}

bool table_store::remove(std::string const& key, visitor& by) {
  if (!by.survives()) return false;
  rows_.erase(key);
  return true;
}

} // namespace simulation
