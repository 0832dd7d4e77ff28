#pragma once

#include "callbacks/token_index.hpp"

#include <rubrica/callbacks/router.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

struct router::entry {
  callbacks::route route{}; ///< without its token
  detail::digest token{};   ///< SHA-256
};

/// All routes of one form of path.
struct router::path_group {
  std::string path{};
  callbacks::provider provider = provider::clicksign;
  token_index tokens{};
  std::vector<std::uint32_t> entries{}; ///< one of them is used for unknown tokens
  std::size_t secrets_checked = 0;      ///< for every request on these paths: the largest number that a route has
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
