#include "simulation/disk.hpp"

#include <set>

namespace simulation {

void disk::power_failure(draw& chance) {
  std::set<std::string> names;
  for (auto const& one : cached_) names.insert(one.first);
  for (auto const& one : synced_) names.insert(one.first);
  folder left;
  for (std::string const& name : names) {
    // Of each change of the folder that was not synced, either state may have reached the disk.
    folder const& from = chance.coin() ? cached_ : synced_;
    auto const found = from.find(name);
    if (found == from.end()) continue;
    file survivor = *found->second;
    if (!survivor.synced || survivor.bytes != survivor.synced_bytes) {
      bool const torn = chance.coin();
      survivor.bytes = torn ? survivor.bytes.substr(0, chance.below(survivor.bytes.size() + 1)) : survivor.synced_bytes;
    }
    survivor.synced_bytes = survivor.bytes;
    survivor.synced = true;
    left.emplace(name, std::make_shared<file>(std::move(survivor)));
  }
  cached_ = left;
  synced_ = std::move(left);
}

} // namespace simulation
