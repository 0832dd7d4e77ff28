#pragma once

#include "database.hpp"

#include <string>

namespace crm {

/// Two companies with something to play with, unless there are any.
void fill_with_demo(database& tables);

/// Writes the certificates with which the simulator stamps files, so that they can be checked as ClickSign's are. False: no simulator
/// answers at the URL of its API.
bool fetch_certificates(std::string const& clicksign_url, std::string const& into);

} // namespace crm
