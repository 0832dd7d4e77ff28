#pragma once

#include <rubrica/clicksign/webhook/event.hpp>

#include <simdjson.h>

#include <string>

namespace rubrica_bench {

/// The yardstick of a parse: the members of our `sign` bodies, asked for in their order, by simdjson's On-Demand and nothing in
/// between. It trusts the body: other names, other types and doubled members are none of its business.
class bare_reader {
public:
  /// False when simdjson refuses the body. It must have room behind its end.
  bool read(std::string const& body, rubrica::clicksign::webhook::event& out);

private:
  simdjson::ondemand::parser parser_;
};

} // namespace rubrica_bench
