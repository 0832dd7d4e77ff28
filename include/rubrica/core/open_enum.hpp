#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

/// A named value of a set that may grow without notice. An unknown text is a valid value, not an error.
///
/// A set derives from this class and names its constants:
/// ```cpp
/// struct status : open_enum<status> {
///   using open_enum::open_enum;
///   static constexpr known draft{"draft"}, running{"running"};
///   static constexpr known all[] = {draft, running};
/// };
/// ```
/// `status s = status::draft;`, `s == status::running`, `status{"new_one"}.is_known() == false`.
///
/// Values of requests are checked against the constants before sending; `status::unlisted("new_one")` passes that check.
template <class Set> class open_enum {
public:
  /// A constant of the set, usable wherever the set is.
  struct known {
    std::string_view text{};
    friend constexpr bool operator==(known a, known b) { return a.text == b.text; }
    friend constexpr bool operator!=(known a, known b) { return !(a == b); }
  };

  open_enum() = default;
  open_enum(known value) : known_(value.text) {}
  /// From the wire's text.
  explicit open_enum(std::string_view text) {
    for (known const& candidate : Set::all) {
      if (candidate.text == text) {
        known_ = candidate.text;
        return;
      }
    }
    unknown_.assign(text);
  }

  /// A value for which this version has no constant, used on purpose: `signing::preflight` does not report it as a mistake.
  [[nodiscard]] static Set unlisted(std::string_view text) {
    Set value(text);
    value.on_purpose_ = true;
    return value;
  }

  /// The text on the wire; empty when the value was absent.
  [[nodiscard]] std::string_view text() const { return known_.empty() ? std::string_view(unknown_) : known_; }
  /// Whether this version of rubrica has a constant for it.
  [[nodiscard]] bool is_known() const { return !known_.empty(); }
  /// Whether it was made by `unlisted`.
  [[nodiscard]] bool is_unlisted() const { return on_purpose_; }
  /// Whether the value was absent.
  [[nodiscard]] bool empty() const { return text().empty(); }

  friend bool operator==(open_enum const& a, open_enum const& b) { return a.text() == b.text(); }
  friend bool operator!=(open_enum const& a, open_enum const& b) { return !(a == b); }
  friend bool operator==(open_enum const& a, known b) { return a.text() == b.text; }
  friend bool operator!=(open_enum const& a, known b) { return !(a == b); }
  friend bool operator==(known a, open_enum const& b) { return b == a; }
  friend bool operator!=(known a, open_enum const& b) { return !(b == a); }
  friend bool operator<(open_enum const& a, open_enum const& b) { return a.text() < b.text(); }

private:
  std::string_view known_; // refers to the constant's literal, so copies stay valid
  std::string unknown_;
  bool on_purpose_ = false;
};

RUBRICA_END_NAMESPACE
