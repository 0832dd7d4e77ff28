#include "signing/preflight/recipients.hpp"

#include "signing/preflight/listed.hpp"
#include "text/ascii.hpp"
#include "text/person.hpp"
#include "text/plain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// A watcher is told by e-mail, or not (clicksign-rest §9.2).
void check_watcher_channels(clicksign::watcher_channels const& channels, std::string const& pointer, findings& out) {
  using clicksign::channel;
  auto const& [sent, signing, deadline, cancelled, closed] = channels;
  for (auto const& [value, name] :
       {std::pair(&sent, "document_sent"), std::pair(&signing, "document_signed"), std::pair(&deadline, "document_deadline"),
        std::pair(&cancelled, "document_cancelled"), std::pair(&closed, "envelope_closed")}) {
    bool const usable = value->empty() || value->is_unlisted() || *value == channel::email || *value == channel::none;
    if (!usable)
      out.add(fmt::format("{}/channels/{}", pointer, name), preflight_rule::watcher_channel,
              "A watcher is told by e-mail, or not at all.");
  }
}

void check_watchers(std::vector<clicksign::new_watcher>& watchers, findings& out) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < watchers.size(); ++i) {
    clicksign::new_watcher& one = watchers[i];
    std::string const pointer = fmt::format("/watchers/{}", i);
    if (!out.check_text(one.email.reveal(), pointer + "/email")) continue;
    one.email = text::plain(one.email.reveal());
    if (!text::is_email(one.email.reveal()))
      out.add(pointer + "/email", preflight_rule::watcher_email, "The watcher needs a valid e-mail address.");
    else if (!seen.insert(detail::lower(one.email.reveal())).second)
      out.add(pointer, preflight_rule::watcher_duplicated, "The watcher is already in the list.");
    check_listed(one.kind, pointer + "/kind", preflight_rule::watcher_kind, "kind of watcher", out);
    if (one.channels) check_watcher_channels(*one.channels, pointer, out);
  }
}

/// What ClickSign accepts in an invitation to all signers (clicksign-rest §9.1).
void check_email(clicksign::email_customization const& email, findings& out) {
  struct limit {
    std::string const* text;
    char const* name;
    std::size_t most;
  };
  for (auto const& [text, name, most] : {limit{&email.subject, "subject", 998}, limit{&email.head, "head", 3000},
                                         limit{&email.greeting, "greeting", 3000}, limit{&email.principal, "principal", 3000},
                                         limit{&email.final_text, "final_text", 3000}, limit{&email.button, "button", 50}}) {
    std::string const pointer = fmt::format("/email/{}", name);
    if (out.check_text(*text, pointer) && text::characters_in(*text) > most)
      out.add(pointer, preflight_rule::email_text_too_long, fmt::format("This text takes at most {} characters.", most));
  }
  constexpr std::string_view places[] = {"", "left", "center", "right", "justify"};
  if (std::find(std::begin(places), std::end(places), email.align) == std::end(places))
    out.add("/email/align", preflight_rule::email_align, "The text is aligned left, center, right or justify.");
}

} // namespace

void check_recipients(request& request, findings& out) {
  check_watchers(request.watchers, out);
  if (request.email) check_email(*request.email, out);
}

} // namespace signing
RUBRICA_END_NAMESPACE
