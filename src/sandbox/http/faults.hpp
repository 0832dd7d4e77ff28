#pragma once

#include "sandbox/formats/ids.hpp"

#include <rubrica/sandbox/fault.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Sets one member of a plan from its text; used for the command line and for JSON.
result<void> set_member(fault_plan& plan, std::string_view member, std::string_view value);
/// Whether the members can be used together.
result<void> usable(fault_plan const& plan);

bool befalls_callbacks(fault kind);
/// Whether the request must not be carried out at all.
bool before_commit(fault kind);

/// The planned faults. Guarded by the mutex of `server_state`.
class fault_board {
public:
  explicit fault_board(std::uint64_t seed) : draws_(seed) {}

  /// The plan must be usable.
  void add(fault_plan plan) { waiting_.push_back({std::move(plan), 0}); }
  void clear() { waiting_.clear(); }
  [[nodiscard]] std::vector<pending_fault> const& waiting() const { return waiting_; }

  std::optional<fault_plan> strike_request(origin where, std::string const& method, std::string const& path);
  std::optional<fault_plan> strike_callback(std::string const& event);

private:
  template <class Accepts> std::optional<fault_plan> match(Accepts accepts);

  std::vector<pending_fault> waiting_;
  id_source draws_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
