#include <rubrica/callbacks/router.hpp>

#include "callbacks/path_form.hpp"
#include "callbacks/router_table.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

std::string_view unusable(route const& route) {
  if (!is_path_form(route.path)) return "the path must begin with '/' and have one segment {TOKEN}, of 16 at most";
  if (!is_path_segment(route.path_token.reveal())) return "no path token, or one with other characters than A-Z a-z 0-9 -_.~";
  if (route.provider == provider::clicksign && route.secrets.empty()) return "ClickSign needs the secret of its webhook";
  if (route.secrets.size() > most_secrets) return "more secrets than most_secrets: retire the former ones";
  bool const any_empty = std::any_of(route.secrets.begin(), route.secrets.end(), [](secret const& one) { return one.empty(); });
  return any_empty ? "a secret is empty" : std::string_view();
}

/// Makes room for one more, so that adding it cannot fail; doubles the capacity.
template <class List> void make_room(List& list) {
  if (list.size() == list.capacity()) list.reserve(std::max<std::size_t>(8, 2 * list.size()));
}

} // namespace

router::router(router_options options) : options_(options) {}
router::router(router const&) = default;
router::router(router&&) noexcept = default;
router& router::operator=(router const&) = default;
router& router::operator=(router&&) noexcept = default;
router::~router() = default;

std::size_t router::size() const noexcept {
  return entries_.size();
}

/// Everything that can fail comes first; the changes of the table after it cannot fail.
result<void> router::add(route route) {
  if (route.path.empty()) route.path = usual_form(route.provider);
  if (auto const why = unusable(route); !why.empty()) return make_error(errc::invalid_argument, why);
  entry added;
  if (!detail::sha256(route.path_token.reveal(), added.token)) return make_error(errc::out_of_memory);
  added.route = std::move(route);
  added.route.path_token = secret();

  auto const known = groups_by_form_.find(added.route.path);
  bool const is_new = known == groups_by_form_.end();
  path_group first_of_form;
  first_of_form.path = added.route.path;
  first_of_form.provider = added.route.provider;
  path_group& group = is_new ? first_of_form : groups_[known->second];
  if (group.provider != added.route.provider) return make_error(errc::invalid_argument, "the path serves another provider");
  if (std::uint32_t const one = group.tokens.find(added.token);
      one != token_index::nobody && entries_[one].token == added.token) {
    return make_error(errc::invalid_argument, "the path token is in the table already");
  }
  if (entries_.size() + 1 >= token_index::nobody) return make_error(errc::limit_exceeded, "routes");
  if (!group.tokens.make_room(added.token)) return make_error(errc::limit_exceeded, "tokens with one beginning of their SHA-256");
  make_room(group.entries);
  make_room(entries_);
  if (is_new) {
    make_room(groups_);
    groups_by_form_.emplace(added.route.path, groups_.size());
  }

  auto const place = static_cast<std::uint32_t>(entries_.size());
  group.tokens.add(added.token, place);
  group.entries.push_back(place);
  group.secrets_checked = std::max(group.secrets_checked, added.route.secrets.size());
  if (is_new) {
    token_places_ |= std::uint32_t{1} << token_place_of(first_of_form.path);
    groups_.push_back(std::move(first_of_form));
  }
  entries_.push_back(std::move(added));
  return {};
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
