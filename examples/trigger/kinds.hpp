#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/assinebem/label.hpp>
#include <rubrica/callbacks/label.hpp>
#include <rubrica/clicksign/webhook/label.hpp>
#include <rubrica/pacto/label.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace trigger {

using rubrica::callbacks::provider;

/// One of the callbacks that can be posted.
struct kind {
  trigger::provider provider = provider::clicksign;
  std::string name{}; ///< as the provider calls it: `sign`, `parte_assinou`, `notificarAcesso`
  std::string text{}; ///< what it means

  std::string full_name() const { return std::string(to_string(provider)) + '.' + name; }
};

/// Events that ClickSign's documentation does not list: announced, or seen in histories only (clicksign-callbacks §7.7).
inline bool is_listed(rubrica::clicksign::webhook::event_name::known event) {
  using rubrica::clicksign::webhook::event_name;
  return event != event_name::tracking_notification_error && event != event_name::envelope_activated &&
         event != event_name::envelope_activation_failed;
}

template <std::size_t... Index> void add_assinebem(std::vector<kind>& out, std::index_sequence<Index...>) {
  namespace assinebem = rubrica::assinebem;
  auto const add = [&](assinebem::payload const& one) {
    out.push_back({provider::assinebem, std::string(wire_name(one)), std::string(label(one, rubrica::language::english))});
  };
  (add(std::variant_alternative_t<Index, assinebem::payload>{}), ...);
}

/// Those that `--list` lists: 33 of ClickSign, 9 of AssineBem, 5 of Pacto; or the three others.
inline std::vector<kind> kinds(bool listed = true) {
  using rubrica::clicksign::webhook::event_name;
  using rubrica::pacto::notification_kind;
  constexpr auto english = rubrica::language::english;
  std::vector<kind> out;
  for (auto const& one : event_name::all) {
    if (is_listed(one) == listed) out.push_back({provider::clicksign, std::string(one.text), label(event_name(one), english)});
  }
  if (!listed) return out;
  // The last alternative is the callback that nobody knows.
  add_assinebem(out, std::make_index_sequence<std::variant_size_v<rubrica::assinebem::payload> - 1>());
  for (auto const& one : notification_kind::all)
    out.push_back({provider::pacto, std::string(one.text), label(notification_kind(one), english)});
  return out;
}

/// The kinds of one word: `all`, a provider, a full name, or a name that only one provider has. None: there is no such kind.
inline std::vector<kind> kinds_named(std::string_view word) {
  std::vector<kind> found = kinds();
  if (word == "all") return found;
  for (kind& one : kinds(false)) {
    if (word == one.name || word == one.full_name()) return {std::move(one)};
  }
  found.erase(std::remove_if(found.begin(), found.end(),
                             [&](kind const& one) {
                               return word != one.name && word != one.full_name() && word != to_string(one.provider);
                             }),
              found.end());
  return found;
}

} // namespace trigger
