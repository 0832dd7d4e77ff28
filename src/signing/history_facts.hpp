#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/signing/fact.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace signing {

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

/// SHA-256 in hexadecimal of what the fact is; empty when the cryptographic library fails.
std::string key_of(fact const& one);

/// Takes over what the other spelling of the same fact shows more.
void join(fact& into, fact const& other);

/// `clicksign` or `assinebem`.
std::string_view provider_of(fact const& one);

/// The keys of a roster.
std::vector<std::string> roster_keys(std::string_view detail);
std::string roster_detail(std::vector<std::string> keys);

inline constexpr std::size_t longest_id = 512;
inline constexpr std::size_t longest_note = 4096;

/// Valid UTF-8 of at most so many bytes, whatever the text was.
std::string tidy(std::string_view text, std::size_t most);

}}} // namespace rubrica::v0_1::signing
