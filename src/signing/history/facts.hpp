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

/// What is seen of a document or said by the caller, beside events.
namespace seen {
inline constexpr std::string_view signer = "signer";
inline constexpr std::string_view signature = "signature";
inline constexpr std::string_view viewed = "viewed";
inline constexpr std::string_view delegate = "delegate";
inline constexpr std::string_view status = "status";     // detail: `closed` or `canceled`
inline constexpr std::string_view roster = "roster";     // detail: the keys of all signers when the document ended
inline constexpr std::string_view envelope = "envelope"; // detail: its id
} // namespace seen

/// Everything that an event says, its document's state and embedded history included.
std::vector<fact> facts_of(clicksign::webhook::event const& event);
std::vector<fact> facts_of(assinebem::callback const& callback);

/// SHA-256 as 64 digits. Throws std::bad_alloc when the cryptographic library fails, which it does for want of memory: a
/// fact without its key could neither be kept nor be told apart.
std::string hash_of(std::string_view text);

/// `hash_of` what the fact is.
std::string key_of(fact const& one);

/// Whether `other`, the same fact in another spelling, shows more.
bool shows_more(fact const& than, fact const& other);
/// Takes over what the other spelling shows more.
void join(fact& into, fact const& other);

callbacks::provider provider_of(fact const& one);
topic topic_of(fact const& one);

/// A text of a fact, as an id of the provider that the fact is of.
template <class Key> Key key_of(callbacks::provider provider, std::string_view text) {
  if (provider == callbacks::provider::assinebem) return typename Key::assinebem_id(text);
  return typename Key::clicksign_id(text);
}

/// The envelope that a fact names; empty for nearly all.
std::string_view envelope_told_by(fact const& one);

/// A message that was not delivered.
bool is_failed_invitation(fact const& one);
failed_invitation failure_told_by(fact const& one);
/// Its `fact::detail`; the details themselves are the note.
std::string detail_of(failed_invitation const& failure);

/// What to show as a note.
personal shown_note(fact const& one);

/// Lines that were put one under the other, such as the keys of a roster.
std::vector<std::string> lines_of(std::string_view detail);
/// The keys in order, each once; empty when one of them is or would be escaped in JSON, or they are too long together.
std::string roster_detail(std::vector<std::string> keys);

inline constexpr std::size_t longest_id = 512;
inline constexpr std::size_t longest_note = 4096;
inline constexpr std::size_t longest_roster = std::size_t{4} << 20; // of plain bytes, as JSON reads texts of 8 MiB

/// Valid UTF-8 of at most so many bytes, whatever the text was; what was cut ends in `…`.
std::string tidy(std::string_view text, std::size_t most);

} // namespace signing
RUBRICA_END_NAMESPACE
