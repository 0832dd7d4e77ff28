#pragma once

#include "signing/history/facts.hpp"

#include <map>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// New facts, prepared so that adding them to the known ones cannot fail.
class history_update {
public:
  history_update(facts_by_topic& known, std::vector<fact> facts);

  /// Facts that were not known.
  [[nodiscard]] facts_by_topic const& fresh() const noexcept { return fresh_; }
  /// Facts that were known, by their address there, with what their other spellings show more.
  [[nodiscard]] std::map<fact*, fact> const& better() const noexcept { return better_; }

  /// Adds them to the known facts. Findings about the fresh ones stay valid.
  void commit() noexcept;

private:
  void add(fact&& one);

  facts_by_topic& known_;
  facts_by_topic fresh_{};
  std::map<fact*, fact> better_{};
};

} // namespace signing
RUBRICA_END_NAMESPACE
