#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/signing/request.hpp>

#include <chrono>
#include <memory>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Limits of `replace_signer`.
struct replace_options {
  std::chrono::milliseconds timeout{600'000}; ///< for all of it
  std::shared_ptr<cancel_flag> cancelled{};   ///< may be null
  /// How long after an answer with an unknown effect the new signer may still appear: see `send_options::quiescence`.
  std::chrono::milliseconds quiescence{120'000};
  bool notify = true; ///< false: the caller tells the new signer
};

/// A signer who took the place of another one, who is not in the envelope any more.
struct replaced_signer {
  signer_id signer{};    ///< the new one
  bool notified = false; ///< the new one was called
  /// Why not, or, with the effect `ambiguous`, why that is not known. Call with `client.notifications().notify(envelope, signer)`.
  std::optional<error_info> notification_error{};
};

/// Puts another person in the place of a signer of a running envelope, while that signer has signed nothing (rule
/// `replace_only_unsigned`); also the same person, to correct an address. ClickSign cannot change a signer (clicksign-rest §7.4).
///
/// The new signer is added, gets what the old one had to do in each document that still runs, with the same roles,
/// authentications and initials, then the old one is removed and the new one called. So `role`, `more_roles`, `assignments`,
/// `rubrics`, `group` and the authentications of `replacement` do not count. All else is checked as `preflight` does, against the old
/// one's authentications; pointers begin at the signer (`/email`). The group is that of the old one; a signer of another group than
/// the first may not be replaceable, because ClickSign may refuse a group in a running envelope: nothing changes then.
///
/// A person with this name, address and number who is in the envelope already takes the old one's part in addition to the own one.
///
/// Nothing is done twice, and calling it again with the same arguments goes on where it ended, with an old signer who is gone too:
/// - an error with `not_sent` or `rejected`: the envelope is as it was, unless the message names a new signer that is there already;
/// - `ambiguous`: the message says whether the new signer was added, with the id, and whether the old one is still there. At no time
///   was neither of them there.
///
/// When the old one signs, or begins to, before the removal, the new one is removed again and the result is the rule's refusal.
/// `not_found`: neither the old signer nor the new one is in the envelope.
RUBRICA_EXPORT result<replaced_signer> replace_signer(clicksign::client const& client, envelope_id const& envelope,
                                                      signer_id const& old_signer, signer const& replacement,
                                                      replace_options const& options = {});

} // namespace signing
RUBRICA_END_NAMESPACE
