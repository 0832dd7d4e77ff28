#include "simulation/journals.hpp"

namespace simulation {

using namespace rubrica;
using signing::sending;

namespace {

error_info held() {
  return make_error(errc::not_ready, "another process holds it", outcome::rejected);
}

constexpr std::string_view ending = ".json";

} // namespace

std::vector<journal_step> file_journal::save(sending const& one, std::shared_ptr<std::uint64_t>) {
  std::string const temporary = "tmp" + std::to_string(++temporary_);
  std::string const name = one.key + std::string(ending);
  std::string json = one.to_json();
  return {
      [this, temporary, json = std::move(json)]() -> result<void> {
        disk_.write(temporary, json);
        return {};
      },
      [this, temporary]() -> result<void> {
        disk_.sync(temporary);
        return {};
      },
      [this, temporary, name]() -> result<void> {
        disk_.rename(temporary, name);
        return {};
      },
      [this]() -> result<void> {
        disk_.sync_folder();
        return {};
      },
  };
}

std::vector<journal_step> file_journal::forget(std::string const& key, std::shared_ptr<std::uint64_t>) {
  return {[this, name = key + std::string(ending)]() -> result<void> {
    disk_.remove(name);
    return {};
  }};
}

std::optional<journal_entry> file_journal::read(std::string const& name, std::string const& bytes) {
  bool const is_entry = name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
  if (!is_entry) return std::nullopt;
  auto value = sending::from_json(bytes);
  if (!value) {
    all_.violation("a recorded sending cannot be read: " + value.error().message);
    return std::nullopt;
  }
  return journal_entry{*std::move(value), 1};
}

result<std::optional<journal_entry>> file_journal::load(std::string const& key) {
  auto const files = disk_.files();
  auto const found = files.find(key + std::string(ending));
  if (found == files.end()) return std::optional<journal_entry>();
  return read(found->first, found->second);
}

std::vector<journal_entry> file_journal::load_open() {
  std::vector<journal_entry> out;
  for (auto const& [name, bytes] : disk_.files()) {
    if (auto one = read(name, bytes)) out.push_back(*std::move(one));
  }
  return out;
}

std::vector<std::string> file_journal::keys() const {
  std::vector<std::string> out;
  for (auto const& one : disk_.files()) {
    std::string const& name = one.first;
    if (name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0)
      out.push_back(name.substr(0, name.size() - ending.size()));
  }
  return out;
}

std::vector<journal_step> table_journal::save(sending const& one, std::shared_ptr<std::uint64_t> version) {
  row made{one.to_json(), one.held_until, 0};
  return {[this, key = one.key, made = std::move(made), version]() mutable -> result<void> {
    auto const found = rows_.find(key);
    if ((found == rows_.end() ? 0 : found->second.version) != *version) return held();
    made.version = ++versions_;
    *version = made.version;
    rows_[key] = made;
    return {};
  }};
}

std::vector<journal_step> table_journal::forget(std::string const& key, std::shared_ptr<std::uint64_t> version) {
  return {[this, key, version]() -> result<void> {
    auto const found = rows_.find(key);
    if (found == rows_.end()) return {};
    if (found->second.version != *version) return held();
    rows_.erase(found);
    return {};
  }};
}

result<std::optional<journal_entry>> table_journal::load(std::string const& key) {
  auto const found = rows_.find(key);
  if (found == rows_.end()) return std::optional<journal_entry>();
  if (today() < found->second.held_until) return held();
  return std::optional(journal_entry{sending::from_json(found->second.json).value(), found->second.version});
}

std::vector<journal_entry> table_journal::load_open() {
  std::vector<journal_entry> out;
  for (auto const& [key, one] : rows_) {
    if (today() < one.held_until) continue;
    out.push_back({sending::from_json(one.json).value(), one.version});
  }
  return out;
}

std::vector<std::string> table_journal::keys() const {
  std::vector<std::string> out;
  for (auto const& one : rows_) out.push_back(one.first);
  return out;
}

} // namespace simulation
