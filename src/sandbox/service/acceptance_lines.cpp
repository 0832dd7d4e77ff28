#include "sandbox/service/acceptance_lines.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/service/acceptance.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

instant acceptance_lines::due_of(line const& one, instant::duration sent_after) {
  acceptance_term const& first = *one.open.begin()->second;
  if (first.sent) return *first.sent + clicksign::wire::acceptance_lifetime;
  return std::max(first.created_at + sent_after, one.ended.value_or(first.created_at));
}

void acceptance_lines::look_at(acceptance_term& one, instant::duration sent_after) {
  line& own = lines_[one.signer_phone];
  if (is_open(one)) {
    own.open[one.number] = &one;
  } else if (own.open.erase(one.number) != 0) {
    own.ended = std::max(one.updated_at, own.ended.value_or(one.updated_at));
  }
  if (own.due) due_.erase({*own.due, one.signer_phone});
  if (own.open.empty()) {
    lines_.erase(one.signer_phone);
    return;
  }
  own.due = due_of(own, sent_after);
  due_.emplace(*own.due, one.signer_phone);
}

std::optional<acceptance_lines::due> acceptance_lines::next() const {
  if (due_.empty()) return std::nullopt;
  auto const& [at, phone] = *due_.begin();
  return due{at, lines_.at(phone).open.begin()->second};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
