#pragma once

#include "text/ascii.hpp"

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// A name in lower case, for senders that write `EVENT` or `Event`; used when the name was not found as it is written. Long
/// names stay as they are, because none of our names is long.
class lower_name {
public:
  explicit lower_name(std::string_view name) noexcept : view_(name) {
    if (name.size() > sizeof bytes_) return;
    for (std::size_t at = 0; at < name.size(); ++at) {
      bytes_[at] = lower(name[at]);
      changed_ = changed_ || bytes_[at] != name[at];
    }
    if (changed_) view_ = {bytes_, name.size()};
  }
  lower_name(lower_name const&) = delete;
  lower_name& operator=(lower_name const&) = delete;

  bool changed() const noexcept { return changed_; }
  std::string_view view() const noexcept { return view_; }

private:
  char bytes_[48];
  std::string_view view_;
  bool changed_ = false;
};

} // namespace detail
RUBRICA_END_NAMESPACE
