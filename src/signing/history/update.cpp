#include "signing/history/update.hpp"

#include <type_traits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

history_update::history_update(facts_by_topic& known, std::vector<fact> facts) : known_(known) {
  for (fact& one : facts) add(std::move(one));
}

void history_update::add(fact&& one) {
  topic about = topic_of(one);
  std::string key = key_of(one);
  if (auto const page = known_.find(about); page != known_.end()) {
    if (auto const found = page->second.find(key); found != page->second.end()) {
      if (!shows_more(found->second, one)) return;
      join(better_.try_emplace(&found->second, found->second).first->second, one);
      return;
    }
  }
  auto const [place, is_new] = fresh_[std::move(about)].try_emplace(std::move(key), std::move(one));
  if (!is_new) join(place->second, one); // try_emplace has not changed it
}

void history_update::commit() noexcept {
  static_assert(std::is_nothrow_move_assignable_v<fact>);
  for (auto& [place, one] : better_) *place = std::move(one);
  known_.merge(fresh_); // what stays in `fresh_` belongs to known topics
  for (auto& [about, facts] : fresh_) known_.find(about)->second.merge(facts);
}

} // namespace signing
RUBRICA_END_NAMESPACE
