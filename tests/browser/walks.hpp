#pragma once

#include "browser/crm_world.hpp"
#include "browser/simulator_world.hpp"

#include <functional>
#include <string>

namespace rubrica_test {

/// Is called at each page, with a name of it.
using page_seen = std::function<void(std::string const& name)>;

/// Goes through all pages of the CRM as the tour does, by way of the simulator's.
void walk(crm_world& at, page_seen const& at_page);
/// Goes through each state of the simulator's pages.
void walk(simulator_world& at, page_seen const& at_page);

} // namespace rubrica_test
