#include "clicksign/unknowns.hpp"

#include "detail/json_parse.hpp"

#include <string>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace clicksign {
namespace {

using kind = http::unknown_notice::what;

/// The names of an object's own members.
class member_names final : public detail::deaf_handler {
public:
  std::vector<std::string> names;

  void begin_object() override { ++depth_; }
  void key(std::string_view text) override {
    if (depth_ == 1) names.emplace_back(text);
  }
  void end_object() override { --depth_; }
  void begin_array() override { ++depth_; }
  void end_array() override { --depth_; }

private:
  int depth_ = 0;
};

/// Names are ClickSign's, in snake case; what looks otherwise may be a value that got into a name's place, and is not told.
bool is_name(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t most_digits = 3; // `sha256`; a CPF has eleven, a phone number ten
  if (text.empty() || text.size() > longest || (text[0] >= '0' && text[0] <= '9')) return false;
  std::size_t digits = 0;
  for (char c : text) {
    bool const digit = c >= '0' && c <= '9';
    digits += digit ? 1 : 0;
    if (!digit && !(c >= 'a' && c <= 'z') && c != '_') return false;
  }
  return digits <= most_digits;
}

} // namespace

void tell_unknown(http::observer& watcher, std::string_view type, std::string_view raw, detail::slot model) {
  if (!raw.empty()) {
    member_names own;
    // The text is our own copy of what was read already, so that it cannot be refused.
    static_cast<void>(detail::parse_json(raw, own, {}));
    for (std::string const& name : own.names) {
      std::string const where = std::string(type) + "." + (is_name(name) ? name : "(no name)");
      watcher.unknown({kind::field, where});
    }
  }
  detail::unknown_values found{std::string(type)};
  if (model.how != nullptr && model.how->unknowns != nullptr) model.how->unknowns(model.object, found);
  for (std::string place : found.places()) {
    constexpr std::string_view wrapper = ".attributes.";
    auto const at = place.find(wrapper);
    if (at != std::string::npos) place.replace(at, wrapper.size(), ".");
    watcher.unknown({kind::value, place});
  }
}

}}} // namespace rubrica::v0_1::clicksign
