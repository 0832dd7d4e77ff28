#include <rubrica/callbacks/router.hpp>

#include "callbacks/path_form.hpp"
#include "detail/hmac.hpp"

#include <algorithm>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace callbacks {
namespace {

/// As long as ClickSign's own, so that an HMAC with it costs the same. That everybody may know it does no harm: whoever
/// signs with a decoy is refused.
constexpr std::string_view decoy = "no tenant has this secret, refuse";

std::string_view unusable(route const& route) {
  if (!is_path_form(route.path)) return "the path must begin with '/' and have one segment {TOKEN}";
  if (!is_path_segment(route.path_token.reveal())) return "no path token, or one with other characters than A-Z a-z 0-9 -_.~";
  if (route.provider == provider::clicksign && route.secrets.empty()) return "ClickSign needs the secret of its webhook";
  bool const any_empty = std::any_of(route.secrets.begin(), route.secrets.end(), [](secret const& one) { return one.empty(); });
  return any_empty ? "a secret is empty" : std::string_view();
}

} // namespace

router::router(router_options options) : options_(options) {}

result<void> router::add(route route) {
  if (route.path.empty()) route.path = usual_form(route.provider);
  if (auto const why = unusable(route); !why.empty()) return make_error(errc::invalid_argument, why);
  auto const group = group_for(route);
  if (!group) return group.error();
  if (find(*group, route.path_token.reveal()) != nullptr) {
    return make_error(errc::invalid_argument, "the path token is in the table already");
  }
  entry added;
  if (!detail::sha256(route.path_token.reveal(), added.token)) return make_error(errc::invalid_argument, "no SHA-256");
  added.group = *group;
  added.secrets = route.secrets.size();
  added.how = std::move(route);
  added.how.path_token = secret();
  entries_.push_back(std::move(added));
  even_out(entries_.back().group);
  return {};
}

result<std::size_t> router::group_for(route const& route) {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (groups_[i].path != route.path) continue;
    if (groups_[i].provider == route.provider) return i;
    return make_error(errc::invalid_argument, "the path serves another provider");
  }
  path_group added;
  added.path = route.path;
  added.provider = route.provider;
  groups_.push_back(std::move(added));
  return groups_.size() - 1;
}

/// Gives everybody on these paths the same number of secrets, so that checking takes the same time for all.
void router::even_out(std::size_t group) {
  std::size_t most = 0;
  for (entry const& one : entries_) {
    if (one.group == group) most = std::max(most, one.secrets);
  }
  auto const fill = [&](entry& one) { one.how.secrets.resize(std::max(most, one.how.secrets.size()), secret(decoy)); };
  for (entry& one : entries_) {
    if (one.group == group) fill(one);
  }
  fill(groups_[group].stranger);
}

/// Looks at every entry to its end, whether or not an earlier one was it.
router::entry const* router::find(std::size_t group, std::string_view token) const {
  token_hash wanted{};
  if (!detail::sha256(token, wanted)) return nullptr;
  std::size_t found = entries_.size();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    unsigned difference = entries_[i].group == group ? 0U : 1U;
    for (std::size_t at = 0; at < wanted.size(); ++at) difference |= unsigned(entries_[i].token[at] ^ wanted[at]);
    // All ones when there is no difference, without a branch.
    std::size_t const mask = std::size_t{0} - std::size_t{((difference | (0U - difference)) >> 31U) ^ 1U};
    found = (found & ~mask) | (i & mask);
  }
  return found < entries_.size() ? &entries_[found] : nullptr;
}

}}} // namespace rubrica::v0_1::callbacks
