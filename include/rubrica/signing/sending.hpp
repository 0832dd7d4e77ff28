#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/plan.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// How far a sending has come, as far as it was recorded.
enum class sending_state {
  open,      ///< it is to be carried out; what exists at ClickSign is found out there
  giving_up, ///< it ended with an error, and its draft may still exist
  sent,      ///< the envelope runs
  given_up   ///< it ended with an error, and nothing of it is left
};

/// `open`, `giving_up`, `sent` or `given_up`.
RUBRICA_EXPORT std::string_view to_string(sending_state state);

/// One request on its way to ClickSign, as a value that can be stored and taken up again by another process
/// (docs/adr/0015-durable-sending.md).
///
/// It is recorded before the first request leaves. Whoever finds it later asks ClickSign what exists and does what is missing.
struct sending {
  std::string key{};
  signing::plan plan{};
  /// SHA-256 of each file, as 64 hexadecimal digits; empty for one that ClickSign makes of a template or copies. A file that has
  /// changed since is not sent.
  std::vector<std::string> digests{};
  /// Of the files, the signers and what each does with which: the same key with another request is refused.
  std::string digest{};
  sending_state state = sending_state::open;
  std::string reason{}; ///< with `giving_up`: the sentence of the error that ended it
  std::string holder{}; ///< the run that is at work on it: 16 random hexadecimal digits
  /// No request of that run leaves after this moment.
  instant held_until{};
  std::chrono::milliseconds quiescence{120'000}; ///< `send_options::quiescence`

  /// JSON with names, addresses and CPFs of signers, and files that were given as bytes: keep it like the contract itself.
  [[nodiscard]] RUBRICA_EXPORT std::string to_json() const;
  /// Reads what `to_json` of this version or an earlier one wrote; members that are not known are ignored. `malformed` says where a
  /// damaged text ends to make sense.
  RUBRICA_EXPORT static result<sending> from_json(std::string_view text);
};

/// A sending of this plan, for a journal or a table of your own: with the digests of its files, which are read for that. `file_error`
/// names the one that cannot be read by its pointer.
///
///     auto checked = preflight(request, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
///     auto one = make_sending(make_plan(*std::move(checked), key));
RUBRICA_EXPORT result<sending> make_sending(plan plan);

/// The same request under another key, to be sent once more: with another reference in the envelope's name, and held by nobody. That the
/// former envelope has ended is yours to see to: `may_send_again`.
RUBRICA_EXPORT sending with_key(sending former, std::string key);

} // namespace signing
RUBRICA_END_NAMESPACE
