#pragma once

#include "simulation/draw.hpp"

#include <rubrica/signing/preflight.hpp>

#include <string>
#include <string_view>

namespace simulation {

struct order;

/// Requests of several sizes, checked once for all runs.
rubrica::signing::checked_request const& any_request(draw& chance);

std::string name_of_envelope(order const& of, std::string const& key);

/// What no log line and no error may hold: the secrets, and what the requests say of people.
inline constexpr std::string_view canaries[] = {"canary", "529.982.247-25", "52998224725", "Canária", "example.com"};

} // namespace simulation
