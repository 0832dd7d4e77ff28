#pragma once

#include "json/value_handler.hpp"

#include <cstddef>
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
    if (value.handler == nullptr || !may_have_unknowns(*value.handler)) return;
    std::size_t const outside = place_.size();
    place_ += '.';
    place_ += member;
    look_in(value);
    place_.resize(outside);
  }
  /// The same for a value that has no name of its own.
  void look_in(target value) {
    if (value.handler == nullptr) return;
    if (value.handler->unknowns != nullptr) value.handler->unknowns(value.object, *this);
    member_table const& members = value.handler->members;
    for (std::size_t i = 0; i < members.count; ++i) look(members.first[i].key, members.first[i].to(value.object));
  }
  void found() { places_.push_back(place_); }

  [[nodiscard]] std::vector<std::string> const& places() const { return places_; }

private:
  static bool may_have_unknowns(value_handler const& handler) {
    return handler.unknowns != nullptr || handler.members.count != 0;
  }

  std::string place_;
  std::vector<std::string> places_;
};

} // namespace detail
RUBRICA_END_NAMESPACE
