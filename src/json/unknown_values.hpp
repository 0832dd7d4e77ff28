#pragma once

#include "json/value_handler.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Collects the places of values for which the model's open enums have no constant: member names, joined by dots.
class unknown_values {
public:
  explicit unknown_values(std::string root) : place_(std::move(root)) {}

  /// Looks at the values of the member.
  void look(std::string_view member, target value) {
    if (value.handler == nullptr || value.handler->unknowns == nullptr) return;
    std::size_t const outside = place_.size();
    place_ += '.';
    place_ += member;
    value.handler->unknowns(value.object, *this);
    place_.resize(outside);
  }
  void found() { places_.push_back(place_); }

  [[nodiscard]] std::vector<std::string> const& places() const { return places_; }

private:
  std::string place_;
  std::vector<std::string> places_;
};

} // namespace detail
RUBRICA_END_NAMESPACE
