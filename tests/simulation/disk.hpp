#pragma once

#include "simulation/draw.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace simulation {

/// The disk of one machine. A process that dies loses nothing; a power failure loses or tears what was not synced.
class disk {
public:
  void write(std::string const& name, std::string bytes) {
    cached_[name] = std::make_shared<file>(file{std::move(bytes), {}, false});
  }
  void sync(std::string const& name) {
    file& one = *cached_.at(name);
    one.synced_bytes = one.bytes;
    one.synced = true;
  }
  void rename(std::string const& from, std::string const& to) {
    cached_[to] = cached_.at(from);
    cached_.erase(from);
  }
  void remove(std::string const& name) { cached_.erase(name); }
  void sync_folder() { synced_ = cached_; }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (auto const& one : cached_) out.push_back(one.first);
    return out;
  }
  /// Null when there is none; valid until the next change.
  [[nodiscard]] std::string const* bytes_of(std::string const& name) const {
    auto const found = cached_.find(name);
    return found == cached_.end() ? nullptr : &found->second->bytes;
  }

  void power_failure(draw& chance);

private:
  struct file {
    std::string bytes;
    std::string synced_bytes;
    bool synced = false;
  };
  using folder = std::map<std::string, std::shared_ptr<file>>;

  folder cached_;
  folder synced_;
};

} // namespace simulation
