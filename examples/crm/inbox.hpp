#pragma once

#include "database.hpp"

#include <rubrica/core/timestamp.hpp>

#include <string>
#include <vector>

namespace crm {

/// A callback that is no news of a document of the CRM's: AssineBem's, Pacto's, and what could not be read.
struct received {
  std::string delivery{}; ///< the engine's key of it: `engine::delivery`
  rubrica::instant at{};
};

/// The same key again changes nothing.
void note_delivery(soci::session& at, std::string const& tenant, std::string const& delivery, rubrica::instant when);
/// The newest first.
std::vector<received> inbox_of(soci::session& at, std::string const& tenant, int at_most);

} // namespace crm
