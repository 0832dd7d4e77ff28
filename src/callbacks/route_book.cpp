#include "callbacks/route_book.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

std::string_view unusable(route const& route) {
  if (!is_path_form(route.path)) return "the path must begin with '/' and have one segment {TOKEN}, of 16 at most";
  if (!is_path_segment(route.path_token.reveal())) return "no path token, or one with other characters than A-Z a-z 0-9 -_.~";
  if (route.provider == provider::clicksign && route.secrets.empty()) return "ClickSign needs the secret of its webhook";
  if (route.tenant.size() > longest_tenant) return "the tenant's name has more than 100 bytes";
  if (route.secrets.size() > most_secrets) return "more secrets than most_secrets: retire the former ones";
  bool const any_empty = std::any_of(route.secrets.begin(), route.secrets.end(), [](secret const& one) { return one.empty(); });
  return any_empty ? "a secret is empty" : std::string_view();
}

/// The route without its token; of the token only the SHA-256 is kept.
result<kept_route> kept(route given) {
  if (given.path.empty()) given.path = usual_form(given.provider);
  if (auto const why = unusable(given); !why.empty()) return make_error(errc::invalid_argument, why);
  kept_route out;
  if (!detail::sha256(given.path_token.reveal(), out.token)) return make_error(errc::out_of_memory);
  given.path_token = secret();
  out.own = std::make_shared<route const>(std::move(given));
  return out;
}

/// The route that also accepts the secrets of the former one. One without secrets checks none, so none may come to it.
shared_route with_former(shared_route const& own, route const& former) {
  if (own->secrets.empty()) return own;
  auto both = std::make_shared<route>(*own);
  for (secret const& one : former.secrets) {
    bool const is_known = std::any_of(both->secrets.begin(), both->secrets.end(),
                                      [&](secret const& other) { return other.reveal() == one.reveal(); });
    if (!is_known) both->secrets.push_back(one);
  }
  return both;
}

route_change change_of(kept_route const& one) {
  route_change out;
  out.form = one.own->path;
  out.provider = one.own->provider;
  return out;
}

bool is_of(kept_route const& one, std::optional<provider> only) {
  return !only || one.own->provider == *only;
}

} // namespace

router::book::book(book& other) : table(other.table.now()), routes(other.routes), size(other.size.load()) {}

result<void> router::book::change(route_change const& wanted) {
  std::optional<error_info> problem;
  bool const is_done = table.change([&](route_table& one) {
    problem = one.apply(wanted);
    return !problem;
  });
  if (!is_done) return *std::move(problem);
  return {};
}

result<void> router::book::add(route given) {
  auto added = kept(std::move(given));
  if (!added) return added.error();
  std::string_view const form = added->own->path;
  std::lock_guard<std::mutex> const only_change(changing);
  if (table.now().serves_another(form, added->own->provider)) {
    return make_error(errc::invalid_argument, "the path serves another provider");
  }
  if (table.now().has(form, added->token)) return make_error(errc::invalid_argument, "the path token is in the table already");
  auto wanted = change_of(*added);
  wanted.with = {added->token};
  wanted.leads_to = added->own;
  auto const of_tenant = routes.try_emplace(added->own->tenant).first;
  auto const forget = [&] {
    if (of_tenant->second.empty()) routes.erase(of_tenant);
  };
  try {
    of_tenant->second.push_back(*std::move(added));
    if (auto changed = change(wanted); !changed) {
      of_tenant->second.pop_back();
      forget();
      return changed;
    }
  } catch (...) {
    // Its last route is the one that was added, unless memory ended before.
    if (!of_tenant->second.empty() && of_tenant->second.back().own == wanted.leads_to) of_tenant->second.pop_back();
    forget();
    throw;
  }
  ++size;
  return {};
}

result<void> router::book::replace(route given) {
  auto next = kept(std::move(given));
  if (!next) return next.error();
  std::lock_guard<std::mutex> const only_change(changing);
  auto const of_tenant = routes.find(next->own->tenant);
  kept_route* replaced = nullptr;
  if (of_tenant != routes.end()) {
    for (kept_route& one : of_tenant->second) {
      if (one.own->provider != next->own->provider || one.own->path != next->own->path) continue;
      if (replaced != nullptr) return make_error(errc::invalid_argument, "the tenant has several routes of this form");
      replaced = &one;
    }
  }
  if (replaced == nullptr) return make_error(errc::unknown_route, "there is nothing to replace: add the route");
  bool const is_own = next->token == replaced->token || next->token == replaced->former_token;
  if (!is_own && table.now().has(next->own->path, next->token)) {
    return make_error(errc::invalid_argument, "the path token is in the table already");
  }
  next->is_rotating = true;
  shared_route const both = with_former(next->own, *replaced->own);
  if (both->secrets.size() > most_secrets) {
    return make_error(errc::limit_exceeded, "new and former secrets are more than most_secrets");
  }
  if (next->token != replaced->token) next->former_token = replaced->token;
  auto wanted = change_of(*next);
  wanted.with = {next->token};
  if (next->former_token) wanted.with.push_back(*next->former_token);
  bool const forgets = replaced->former_token && replaced->former_token != next->token;
  if (forgets) wanted.without = {*replaced->former_token};
  wanted.leads_to = both;
  if (auto changed = change(wanted); !changed) return changed;
  *replaced = *std::move(next);
  return {};
}

std::size_t router::book::retire(std::string_view tenant, std::optional<callbacks::provider> only) {
  std::lock_guard<std::mutex> const only_change(changing);
  auto const of_tenant = routes.find(tenant);
  if (of_tenant == routes.end()) return 0;
  std::size_t retired = 0;
  for (kept_route& one : of_tenant->second) {
    if (!one.is_rotating || !is_of(one, only)) continue;
    auto wanted = change_of(one);
    wanted.with = {one.token};
    if (one.former_token) wanted.without = {*one.former_token};
    wanted.leads_to = one.own;
    static_cast<void>(change(wanted)); // no token is new, so nothing can be full
    one.is_rotating = false;
    one.former_token.reset();
    ++retired;
  }
  return retired;
}

std::size_t router::book::remove(std::string_view tenant, std::optional<callbacks::provider> only) {
  std::lock_guard<std::mutex> const only_change(changing);
  auto const of_tenant = routes.find(tenant);
  if (of_tenant == routes.end()) return 0;
  auto& all = of_tenant->second;
  std::size_t removed = 0;
  for (std::size_t i = all.size(); i-- > 0;) {
    if (!is_of(all[i], only)) continue;
    auto wanted = change_of(all[i]);
    wanted.without = {all[i].token};
    if (all[i].former_token) wanted.without.push_back(*all[i].former_token);
    static_cast<void>(change(wanted)); // nothing is added, so nothing can be full
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    --size;
    ++removed;
  }
  if (all.empty()) routes.erase(of_tenant);
  return removed;
}

shared_route router::book::route_of(delivery const& stored) {
  std::lock_guard<std::mutex> const no_change(changing);
  auto const of_tenant = routes.find(stored.tenant);
  if (of_tenant == routes.end()) return nullptr;
  for (kept_route const& one : of_tenant->second) {
    bool const fits = one.own->provider == stored.provider && read_path(one.own->path, stored.target);
    if (fits) return one.own;
  }
  return nullptr;
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
