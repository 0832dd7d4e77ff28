#pragma once

#include <rubrica/clicksign/webhook/event.hpp>

#include <simdjson.h>

#include <string>

namespace rubrica_bench {

/// The baseline of parsing: code written directly for simdjson's On-Demand and `sign` callbacks. It fills every member of the
/// same structs, in whatever order they come; it leaves out what simdjson leaves out: members named twice, the grammar of what
/// nobody asks for, the oddities of older API versions.
class bare_reader {
public:
  /// False when simdjson refuses the body. It must have padding after its end.
  bool read(std::string const& body, rubrica::clicksign::webhook::event& out);

private:
  simdjson::ondemand::parser parser_;
};

} // namespace rubrica_bench
