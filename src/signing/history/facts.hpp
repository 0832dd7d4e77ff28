#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/signing/document_state.hpp>
#include <rubrica/signing/fact.hpp>
#include <rubrica/signing/provider_key.hpp>

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using facts_by_key = std::map<std::string, fact>;
using topic = std::tuple<std::string, std::string, std::string>; // provider, document, subject
using facts_by_topic = std::map<topic, facts_by_key>;

/// Facts that are not events: a document's state, and what the caller said.
namespace seen {
inline constexpr std::string_view signer = "signer";
inline constexpr std::string_view signature = "signature";
inline constexpr std::string_view viewed = "viewed";
inline constexpr std::string_view delegate = "delegate";
inline constexpr std::string_view status = "status";     // detail: `closed` or `cancelled`
inline constexpr std::string_view roster = "roster";     // detail: the keys of all signers when the document ended
inline constexpr std::string_view envelope = "envelope"; // detail: its id
} // namespace seen

/// All facts of an event, including its document's state and embedded history.
std::vector<fact> facts_of(clicksign::webhook::event const& event);
std::vector<fact> facts_of(assinebem::callback const& callback);

/// SHA-256 as 64 digits. Throws std::bad_alloc when the cryptographic library fails, which happens only when memory runs out: a
/// fact without a key could be neither stored nor distinguished.
std::string hash_of(std::string_view text);

/// `hash_of` the members that identify the fact.
std::string key_of(fact const& one);

/// Whether `other`, the same fact in another spelling, shows more than `than`.
bool shows_more(fact const& than, fact const& other);
/// Takes over what `other`, the same fact in another spelling, shows more.
void join(fact& into, fact const& other);

callbacks::provider provider_of(fact const& one);
topic topic_of(fact const& one);

/// A text of a fact, as an id of the provider that the fact is of.
template <class Key> Key key_of(callbacks::provider provider, std::string_view text) {
  if (provider == callbacks::provider::assinebem) return typename Key::assinebem_id(text);
  return typename Key::clicksign_id(text);
}

/// The envelope that a fact names; nearly always empty.
std::string_view envelope_told_by(fact const& one);

/// Whether the fact is a message that was not delivered.
bool is_failed_invitation(fact const& one);
failed_invitation failure_told_by(fact const& one);
/// The `fact::detail` of a failed invitation; the details themselves are the note.
std::string detail_of(failed_invitation const& failure);

/// The text to show as a note.
personal shown_note(fact const& one);

/// The lines of a detail, such as the keys of a roster.
std::vector<std::string> lines_of(std::string_view detail);
/// The keys in order, each once; empty when one of them contains or needs a JSON escape, or when they are too long together.
std::string roster_detail(std::vector<std::string> keys);

inline constexpr std::size_t longest_id = 512;
inline constexpr std::size_t longest_note = 4096;
inline constexpr std::size_t longest_roster = std::size_t{4} << 20; // of unescaped bytes; JSON strings are read up to 8 MiB

/// Valid UTF-8 of at most `most` bytes, whatever the text was; a shortened text ends in `…`.
std::string tidy(std::string_view text, std::size_t most);

} // namespace signing
RUBRICA_END_NAMESPACE
