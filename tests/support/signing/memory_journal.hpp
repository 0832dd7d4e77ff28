#pragma once

#include <rubrica/signing/journal.hpp>

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace rubrica_test {

/// A journal whose content outlives the "process" that used it: each sending passes through its JSON. It gives nothing to anybody
/// who does not hold it.
class memory_journal final : public rubrica::signing::journal {
public:
  explicit memory_journal(std::shared_ptr<rubrica::clock> time) : time_(std::move(time)) {}

  std::function<void(rubrica::signing::sending const&)> on_save{}; ///< before it is kept
  std::optional<rubrica::error_info> refusal{};                    ///< of each save
  bool frozen = false;                                             ///< the process is gone: nothing is written any more
  int saves = 0;

  /// The process is gone, and its holds with it.
  void crash() {
    frozen = false;
    for (auto& [key, text] : kept) {
      auto one = rubrica::signing::sending::from_json(text).value();
      one.holder.clear();
      text = one.to_json();
    }
  }

  rubrica::result<void> save(rubrica::signing::sending const& one) override {
    std::lock_guard const lock(mutex_);
    if (on_save) on_save(one);
    if (refusal) return *refusal;
    if (frozen) return {};
    if (is_held_by_another(one.key, one.holder)) return held();
    kept[one.key] = one.to_json();
    ++saves;
    return {};
  }
  rubrica::result<void> claim(rubrica::signing::sending const& one, std::string const& former) override {
    std::lock_guard const lock(mutex_);
    auto const found = kept.find(one.key);
    bool const is_as_found = found != kept.end() && rubrica::signing::sending::from_json(found->second)->holder == former &&
                             !is_held_by_another(one.key, {});
    if (!is_as_found) return held();
    if (!frozen) found->second = one.to_json();
    ++saves;
    return {};
  }
  rubrica::result<std::optional<rubrica::signing::sending>> load(std::string const& key) override {
    std::lock_guard const lock(mutex_);
    auto const found = kept.find(key);
    if (found == kept.end()) return std::optional<rubrica::signing::sending>();
    if (is_held_by_another(key, {})) return held();
    return std::optional(rubrica::signing::sending::from_json(found->second).value());
  }
  rubrica::result<std::vector<rubrica::result<rubrica::signing::sending>>> load_open() override {
    std::lock_guard const lock(mutex_);
    std::vector<rubrica::result<rubrica::signing::sending>> all;
    for (auto const& [key, text] : kept) {
      if (!is_held_by_another(key, {})) all.push_back(rubrica::signing::sending::from_json(text));
    }
    return all;
  }
  rubrica::result<void> forget(rubrica::signing::sending const& one) override {
    std::lock_guard const lock(mutex_);
    if (!frozen && !is_held_by_another(one.key, one.holder)) kept.erase(one.key);
    return {};
  }

  std::map<std::string, std::string> kept;

private:
  bool is_held_by_another(std::string const& key, std::string const& holder) const {
    auto const found = kept.find(key);
    if (found == kept.end()) return false;
    auto const one = rubrica::signing::sending::from_json(found->second).value();
    auto const now = std::chrono::time_point_cast<rubrica::instant::duration>(time_->calendar());
    return !one.holder.empty() && one.holder != holder && one.held_until > now;
  }
  static rubrica::error_info held() { return rubrica::make_error(rubrica::errc::not_ready, "held", rubrica::outcome::not_sent); }

  std::shared_ptr<rubrica::clock> time_;
  std::mutex mutex_;
};

} // namespace rubrica_test
