#pragma once

#include <rubrica/http/lane.hpp>

#include <cstdint>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The calls that wait for a place, by their numbers. In each lane the lowest number goes first; interactive calls go before
/// bulk ones, but of five places that both lanes want one is bulk's.
class waiting_calls {
public:
  /// Nothing happens when it waits already.
  void add(lane where, std::uint64_t number);
  /// Nothing happens when it does not wait.
  void remove(lane where, std::uint64_t number);
  /// It gets its place.
  void serve(lane where, std::uint64_t number);
  /// How many go before it, whether it waits already or not.
  [[nodiscard]] std::int64_t ahead_of(lane where, std::uint64_t number) const;

private:
  std::vector<std::uint64_t> interactive_; // sorted, as is bulk_: numbers are given out in order, so additions go to the end
  std::vector<std::uint64_t> bulk_;
  std::int64_t passed_ = 0; // interactive calls that went while a bulk one waited, less what bulk got for them
};

} // namespace http
RUBRICA_END_NAMESPACE
