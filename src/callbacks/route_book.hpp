#pragma once

#include "callbacks/route_table.hpp"
#include "callbacks/twice_kept.hpp"

#include <rubrica/callbacks/router.hpp>

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// A route as it was given, with what is known of the one that it replaced.
struct kept_route {
  shared_route own{}; ///< without its path token, its path filled in
  detail::digest token{};
  bool is_rotating = false; ///< the secrets of the one before are accepted too
  std::optional<detail::digest> former_token{};
};

/// The table that callbacks look into, and the book by which it is changed.
struct router::book {
  book() = default;
  explicit book(book& other); ///< while `other.changing` is held

  std::mutex changing{}; ///< held by changes and copies; a callback never takes it
  twice_kept<route_table> table{};
  std::map<std::string, std::vector<kept_route>, std::less<>> routes{}; ///< by tenant
  std::atomic<std::size_t> size{0};

  result<void> add(route given);
  result<void> replace(route given);
  std::size_t retire(std::string_view tenant, std::optional<callbacks::provider> only);
  std::size_t remove(std::string_view tenant, std::optional<callbacks::provider> only);
  /// The tenant's route to which a delivery would come now, or null.
  shared_route route_of(delivery const& stored);

private:
  result<void> change(route_change const& wanted);
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
