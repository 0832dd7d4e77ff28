#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace coverage {

/// A request that a public method of the client makes; a method that makes several is here several times.
struct operation {
  std::string resource; ///< `envelopes`, as `client` calls it
  std::string name;     ///< `create`
  std::string method;   ///< `POST`; empty: the caller's choice, as with `raw()`
  std::string route;    ///< `/envelopes/{envelope_id}`; empty: the caller's choice
  std::string argument; ///< the type that tells it from another of its name with the same route; or empty
  std::string file;     ///< where it is defined, without folder and extension
};

/// All operations below `root`, in the order of `client.hpp`. Throws `std::runtime_error` about one that cannot be read.
std::vector<operation> operations_of(std::filesystem::path const& root);

/// Which of the operations a request makes: the one with the most words in common, and all that share its method and route.
std::vector<std::size_t> made_by(std::vector<operation> const& all, std::string const& method, std::string const& path);

} // namespace coverage
