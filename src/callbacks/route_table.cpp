#include "callbacks/route_table.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

std::string_view text_of(detail::digest const& value) {
  return {reinterpret_cast<char const*>(value.data()), value.size()};
}

/// Makes room for one more, so that adding it cannot fail; doubles the capacity.
template <class List> void make_room(List& list) {
  if (list.size() == list.capacity()) list.reserve(std::max<std::size_t>(1, 2 * list.size()));
}

} // namespace

/// The place of the token itself: the index compares only part of it.
std::uint32_t route_table::path_group::place_of(detail::digest const& token) const {
  std::uint32_t const one = tokens.find(token);
  return one != token_index::nobody && entries[one].token == token ? one : token_index::nobody;
}

std::size_t route_table::path_group::secrets_checked() const noexcept {
  std::size_t most = by_secrets.size() - 1;
  while (most > 0 && by_secrets[most] == 0) --most;
  return most;
}

void route_table::path_group::put(detail::digest const& token, shared_route const& leads_to) noexcept {
  ++by_secrets[leads_to->secrets.size()];
  if (std::uint32_t const place = place_of(token); place != token_index::nobody) {
    --by_secrets[entries[place].leads_to->secrets.size()];
    entries[place].leads_to = leads_to;
    return;
  }
  tokens.add(token, static_cast<std::uint32_t>(entries.size()));
  entries.push_back({token, leads_to});
}

/// The last entry moves to the place of the one that goes.
void route_table::path_group::drop(detail::digest const& token) noexcept {
  std::uint32_t const place = place_of(token);
  if (place == token_index::nobody) return;
  --by_secrets[entries[place].leads_to->secrets.size()];
  tokens.remove(token, place);
  auto const last = static_cast<std::uint32_t>(entries.size() - 1);
  if (place != last) {
    tokens.move(entries[last].token, last, place);
    entries[place] = std::move(entries[last]);
  }
  entries.pop_back();
}

found_route route_table::find(std::string_view path) const {
  found_route place;
  shared_route const* checked = nullptr;
  for (std::size_t at = 0; at < forms_by_place_.size(); ++at) {
    if (forms_by_place_[at] == 0) continue;
    for (std::string const& form : forms_of(path, at)) {
      auto const known = groups_.find(form);
      if (known == groups_.end()) continue;
      path_group const& group = known->second;
      auto const parts = read_path(form, path);
      if (!parts) continue;
      detail::digest token{};
      if (!detail::sha256(parts->token, token)) place.lacked_memory = true;
      // The token, known or not, selects the entry whose secrets are used, so the work is the same in both cases.
      std::uint32_t const one = group.tokens.find(token);
      std::size_t const stand_in =
          (std::size_t{token[8]} << 16U | std::size_t{token[9]} << 8U | token[10]) % group.entries.size();
      token_entry const& entry = group.entries[one != token_index::nobody ? one : stand_in];
      bool const is_tenant = constant_time_equal(text_of(entry.token), text_of(token));
      if (checked != nullptr && (place.is_tenant || !is_tenant)) continue;
      checked = &entry.leads_to;
      place.provider = group.provider;
      place.is_tenant = is_tenant;
      place.token = parts->token;
      place.hint = parts->hint;
      place.secrets_checked = group.secrets_checked();
    }
  }
  if (checked != nullptr) place.checked = *checked;
  return place;
}

bool route_table::has(std::string_view form, detail::digest const& token) const {
  auto const group = groups_.find(std::string(form));
  return group != groups_.end() && group->second.place_of(token) != token_index::nobody;
}

bool route_table::serves_another(std::string_view form, provider value) const {
  auto const group = groups_.find(std::string(form));
  return group != groups_.end() && group->second.provider != value;
}

void route_table::drop_if_empty(groups::iterator group) noexcept {
  if (!group->second.entries.empty()) return;
  --forms_by_place_[token_place_of(group->first)];
  groups_.erase(group);
}

/// Everything that can fail comes first; what comes after it cannot fail.
std::optional<error_info> route_table::apply(route_change const& change) {
  auto const [group, is_new] = groups_.try_emplace(std::string(change.form));
  if (is_new) {
    group->second.provider = change.provider;
    ++forms_by_place_[token_place_of(change.form)];
  }
  path_group& changed = group->second;
  try {
    for (detail::digest const& token : change.with) {
      if (changed.place_of(token) != token_index::nobody) continue;
      make_room(changed.entries);
      bool const is_full = changed.entries.size() + 1 >= token_index::nobody || !changed.tokens.make_room(token);
      if (!is_full) continue;
      drop_if_empty(group);
      return make_error(errc::limit_exceeded, "tokens with one beginning of their SHA-256");
    }
  } catch (...) {
    drop_if_empty(group);
    throw;
  }
  for (detail::digest const& token : change.with) changed.put(token, change.leads_to);
  for (detail::digest const& token : change.without) changed.drop(token);
  drop_if_empty(group);
  return std::nullopt;
}

route_table::extent route_table::measured() const {
  extent all;
  all.forms = groups_.size();
  for (auto const& [form, group] : groups_) {
    all.tokens += group.entries.size();
    all.token_places += group.tokens.capacity();
  }
  return all;
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
