#pragma once

#include <rubrica/http/priority.hpp>

#include <cstdint>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The calls that wait for a place, by their numbers. Within a priority the lowest number goes first. Interactive calls go before bulk
/// ones, but when both wait, bulk gets one place of five.
class call_queue {
public:
  /// Does nothing when the call is waiting already.
  void add(priority value, std::uint64_t number);
  /// Does nothing when the call is not waiting.
  void remove(priority value, std::uint64_t number);
  /// The call gets its place.
  void serve(priority value, std::uint64_t number);
  /// How many calls go before it, whether it is waiting already or not.
  [[nodiscard]] std::int64_t ahead_of(priority value, std::uint64_t number) const;

private:
  std::vector<std::uint64_t> interactive_; // sorted, as is bulk_: numbers are given out in order, so additions go to the end
  std::vector<std::uint64_t> bulk_;
  std::int64_t passed_ = 0; // interactive calls that went while a bulk one waited, less what bulk got for them
};

} // namespace http
RUBRICA_END_NAMESPACE
