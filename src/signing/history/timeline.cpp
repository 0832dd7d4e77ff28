#include "signing/history/timeline.hpp"

#include "signing/history/rules.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

bool is_event(fact const& one) {
  return one.source == fact_source::clicksign || one.source == fact_source::assinebem;
}

/// The event that corresponds to a document's state.
std::string_view event_for(fact const& one) {
  if (one.source == fact_source::clicksign_document && one.name == seen::signature) return "sign";
  if (one.source == fact_source::assinebem_document && one.name == seen::signature) return "party_signed";
  if (one.source == fact_source::assinebem_document && one.name == seen::viewed) return "document_viewed";
  return {};
}

/// Finds facts that describe the same event.
class twins {
public:
  explicit twins(facts_by_key const& facts) {
    for (auto const& [key, one] : facts) {
      if (is_event(one)) {
        events_.insert({one.name, one.signer});
        if (one.at.at()) timed_.insert({one.source.text(), one.name, one.signer, one.detail});
        if (one.at.at() && !one.detail.empty()) detailed_.insert({*one.at.at(), one.source.text(), one.name, one.signer});
      } else if (std::string_view const name = event_for(one); !name.empty() && one.at.at()) {
        timestamp const*& at = seen_.try_emplace({name, one.signer}, &one.at).first->second;
        if (std::make_tuple(one.at.at(), std::string_view(one.at.text())) <
            std::make_tuple(at->at(), std::string_view(at->text())))
          at = &one.at;
      }
    }
  }

  [[nodiscard]] bool has_event(std::string_view name, fact const& one) const { return events_.count({name, one.signer}) > 0; }

  /// Whether another fact describes the same event more completely: a callback without a time and its line in the embedded
  /// history, or an event that an older version could not read completely.
  [[nodiscard]] bool has_better(fact const& one) const {
    auto const at = one.at.at();
    if (at) return one.detail.empty() && detailed_.count({*at, one.source.text(), one.name, one.signer}) > 0;
    return timed_.count({one.source.text(), one.name, one.signer, one.detail}) > 0 ||
           timed_.count({one.source.text(), one.name, one.signer, {}}) > 0;
  }

  [[nodiscard]] timestamp seen_at(fact const& event) const {
    auto const found = seen_.find({event.name, event.signer});
    return found != seen_.end() ? *found->second : event.at;
  }

private:
  using text = std::string_view;
  std::set<std::tuple<text, text>> events_{};
  std::set<std::tuple<text, text, text, text>> timed_{};
  std::set<std::tuple<instant, text, text, text>> detailed_{};
  std::map<std::tuple<text, text>, timestamp const*> seen_{};
};

personal shown_name(document_state const& state, fact const& one) {
  if (names_signer(one)) {
    auto const who = std::lower_bound(state.signers.begin(), state.signers.end(), one.signer,
                                      [](signer_state const& each, std::string const& key) { return each.signer.text() < key; });
    if (who != state.signers.end() && who->signer.text() == one.signer) return who->name.empty() ? who->email : who->name;
  }
  return one.person.empty() ? one.email : one.person;
}

/// Operators add and remove signers, and messages are sent to signers; in every other fact the signer is the one who acts.
bool is_done_to_signer(fact const& one) {
  return one.source == fact_source::clicksign &&
         (one.name == "add_signer" || one.name == "remove_signer" || is_failed_invitation(one));
}

timeline_line line_of(document_state const& state, fact const& one, std::string const& key) {
  timeline_line line;
  line.when = one.at;
  line.what = one.name;
  (is_done_to_signer(one) ? line.whom : line.who) = shown_name(state, one);
  if (!one.actor.empty()) line.who = one.actor;
  line.note = shown_note(one);
  line.envelope = state.envelope;
  line.document = key_of<document_key>(provider_of(one), one.document);
  line.signer = key_of<signer_key>(provider_of(one), one.signer);
  line.subject = one.subject;
  line.key = key;
  return line;
}

/// The order of cause and effect, for lines of one moment. Other names, such as the checks of a signer, come between the opening
/// and the end.
int cause_of(std::string_view name) {
  static constexpr std::string_view before[] = {"upload",
                                                "envelope_activated",
                                                "envelope_activation_failed",
                                                "remove_signer",
                                                "add_signer",
                                                "update_deadline",
                                                "update_auto_close",
                                                "update_locale",
                                                "update_block_after_refusal",
                                                "acceptance_term_enqueued",
                                                "acceptance_term_sent",
                                                "tracking_notification_error",
                                                "document_viewed",
                                                "signature_started"};
  static constexpr std::string_view after[] = {
      "refusal", "party_refused",       "party_delegated",           "acceptance_term_refused",
      "sign",    "party_signed",        "acceptance_term_completed", "deadline",
      "close",   "auto_close",          "document_signed",           "document_closed",
      "cancel",  "document_invalidated"};
  auto const place_in = [&](auto const& list) {
    return static_cast<int>(std::find(std::begin(list), std::end(list), name) - std::begin(list));
  };
  constexpr int middle = static_cast<int>(std::size(before));
  int const place = place_in(before);
  if (place < middle) return place;
  int const late = place_in(after);
  return late < static_cast<int>(std::size(after)) ? middle + 1 + late : middle;
}

} // namespace

void add_lines(facts_by_key const& facts, document_state const& state, timeline_lines& out) {
  twins const known(facts);
  for (auto const& [key, one] : facts) {
    if (is_event(one)) {
      if (known.has_better(one)) continue;
      out.push_back(line_of(state, one, key));
      if (!one.at.at()) out.back().when = known.seen_at(one);
    } else if (std::string_view const name = event_for(one); !name.empty() && !known.has_event(name, one)) {
      out.push_back(line_of(state, one, key));
      out.back().what = name;
    }
  }
}

void put_in_order(timeline_lines& lines) {
  struct placed {
    instant when{};
    int cause = 0;
    timeline_line line{};
  };
  std::vector<placed> all;
  all.reserve(lines.size());
  for (timeline_line& one : lines) all.push_back({one.when.at().value_or(instant::max()), cause_of(one.what), std::move(one)});
  std::sort(all.begin(), all.end(), [](placed const& a, placed const& b) {
    auto const place = [](placed const& one) {
      return std::tie(one.when, one.cause, one.line.document.text(), one.line.signer.text(), one.line.what, one.line.key);
    };
    return place(a) < place(b);
  });
  std::transform(all.begin(), all.end(), lines.begin(), [](placed& one) { return std::move(one.line); });
}

} // namespace signing
RUBRICA_END_NAMESPACE
