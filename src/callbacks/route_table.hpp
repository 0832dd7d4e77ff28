#pragma once

#include "callbacks/path_form.hpp"
#include "callbacks/token_index.hpp"

#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/error.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// Shared by both copies of the table and by the callbacks that are being checked; it has no path token.
using shared_route = std::shared_ptr<route const>;

/// A change of one route: some tokens go, others lead to it.
struct route_change {
  std::string_view form{};
  callbacks::provider provider = provider::clicksign;
  std::vector<detail::digest> without{};
  std::vector<detail::digest> with{}; ///< at most one that is not in the table already
  shared_route leads_to{};            ///< those
};

/// The route for a request; for an unknown token that of some other tenant.
struct found_route {
  shared_route checked{}; ///< none: no form fits the path, which is not secret
  callbacks::provider provider = provider::clicksign;
  bool is_tenant = false;
  std::string_view token{};
  std::string_view hint{};
  std::size_t secrets_checked = 0; ///< for every request on these paths: the largest number that a route has
  bool lacked_memory = false;
};

/// Finds the route of a path. What a change costs does not depend on the number of routes, but for the growth of lists.
class route_table {
public:
  [[nodiscard]] found_route find(std::string_view path) const;

  /// The table is as it was when this does not succeed: `limit_exceeded`, or `std::bad_alloc`.
  [[nodiscard]] std::optional<error_info> apply(route_change const& change);

  [[nodiscard]] bool has(std::string_view form, detail::digest const& token) const;
  /// Whether paths of this form belong to another provider.
  [[nodiscard]] bool serves_another(std::string_view form, provider value) const;

  /// Of all forms, for tests: everything that may grow.
  struct extent {
    std::size_t forms = 0;
    std::size_t tokens = 0;
    std::size_t token_places = 0;
  };
  [[nodiscard]] extent measured() const;

private:
  struct token_entry {
    detail::digest token{}; ///< SHA-256
    shared_route leads_to{};
  };
  /// All tokens of one form of path.
  struct path_group {
    callbacks::provider provider = provider::clicksign;
    token_index tokens{};
    std::vector<token_entry> entries{};                                  ///< one of them is used for unknown tokens
    std::array<std::uint32_t, callbacks::most_secrets + 1> by_secrets{}; ///< how many entries have so many secrets

    [[nodiscard]] std::uint32_t place_of(detail::digest const& token) const;
    [[nodiscard]] std::size_t secrets_checked() const noexcept;
    void put(detail::digest const& token, shared_route const& leads_to) noexcept;
    void drop(detail::digest const& token) noexcept;
  };
  using groups = std::unordered_map<std::string, path_group>;

  void drop_if_empty(groups::iterator group) noexcept;

  groups groups_{};
  /// How many forms have their token in this segment.
  std::array<std::uint32_t, most_segments> forms_by_place_{};
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
