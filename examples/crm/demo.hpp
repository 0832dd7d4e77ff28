#pragma once

#include "database.hpp"

namespace crm {

/// Two companies with something to play with, unless there are any.
void fill_with_demo(database& tables);

} // namespace crm
