#pragma once

#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/core/export.hpp>

#include <variant>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Removes a requirement, as part of a bulk call.
struct remove_requirement {
  requirement_id id{};
};

/// One operation: add a requirement or remove one.
using bulk_operation = std::variant<new_requirement, remove_requirement>;

/// `/envelopes/{envelope_id}/bulk_requirements`: the only way to change requirements of a running envelope.
template <class Mode> class RUBRICA_EXPORT basic_bulk_requirements : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;

  /// One result for each operation, in order; for a removal the requirement has its id only.
  ///
  /// ClickSign does not document the answer (clicksign-rest §8.5). When it does not contain one result for each operation, the
  /// call ends with `errc::protocol` and `outcome::ambiguous`: read the requirements back and compare. `positions` that cannot be
  /// sent are refused as `requirements().create` does it, at `/operations/0/positions`, and nothing is sent.
  reply<std::vector<result<requirement>>> apply(envelope_id const& envelope, std::vector<bulk_operation> const& operations,
                                                call_options const& options = {}) const;
};

using bulk_requirements = basic_bulk_requirements<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
