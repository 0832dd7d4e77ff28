#pragma once

#include "simulation/draw.hpp"

#include <map>
#include <memory>
#include <string>

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

  [[nodiscard]] std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> out;
    for (auto const& [name, one] : cached_) out.emplace(name, one->bytes);
    return out;
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
