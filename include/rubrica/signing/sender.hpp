#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/plan.hpp>
#include <rubrica/signing/request.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A request that was carried out: the envelope runs.
struct sent {
  std::string key{}; ///< is in the envelope's name and in each document's metadata
  envelope_id envelope{};
  std::vector<document_id> documents{}; ///< in the order of the files
  std::vector<signer_id> signers{};     ///< in the order of the signers
  timestamp deadline{};
  bool notified = false; ///< the signers were called
  /// Why they were not called, or with the effect `ambiguous` may not have been: notify again later if need be. Nothing when
  /// they were called, or were not to be.
  std::optional<error_info> notification_error{};
};

enum class step { envelope_created, uploading, document_created, signer_created, requirements_set, activated, notified };

/// Something that has happened on the way.
struct progress {
  signing::step step = step::envelope_created;
  std::size_t index = 0;   ///< which file or signer
  std::string id{};        ///< of what was created
  std::uint64_t bytes = 0; ///< with `uploading`: of the request body
  std::uint64_t total = 0;
};

struct send_options {
  /// For everything together. When it is over, or the flag is raised, up to 15 seconds more are taken to find out what became of
  /// the envelope: it is removed, or it runs.
  std::chrono::milliseconds timeout{600'000};
  std::shared_ptr<cancel_flag> cancelled{}; ///< may be null
  /// Called one at a time, from several threads. What it throws ends the sending and passes on to the caller of `send` when the
  /// draft has been removed; when that fails, the error that names the draft comes in its place. What it throws at `activated`
  /// or `notified` passes on at the end: the envelope runs, its id was in the progress, and its signers are called.
  std::function<void(progress const&)> on_progress{};
  /// How long after an ambiguous answer the same thing may still come into being at ClickSign. Only after that rubrica looks
  /// whether it is there (docs/adr/0004-never-twice.md), and it waits as long once more, if there is time, when it had to ask
  /// again. Shorter than the network takes to deliver or drop a request, it lets things be created twice: a draft too many
  /// may stay, or a signer come after the activation. It counts against `timeout`, which should hold it four times.
  std::chrono::milliseconds quiescence{120'000};
  int parallel = 12; ///< calls under way at a time: a document and its signers go out together
};

/// Carries out signing requests: preflight, then the fewest calls (5 + number of signers for one file).
///
/// Nothing is created twice: after an answer that leaves it open whether something was created, the sender waits, looks and
/// adopts what it finds. Before the activation everything is read back then and made equal to what was asked for. When it
/// cannot finish, it removes the draft again, and tells by `error_info::effect` what became of it:
///
/// - `not_sent`: no envelope was ever created;
/// - `rejected`: one was begun, or refused, and nothing of it is left;
/// - `ambiguous`: something may be left or run. `error_info::envelope_left_behind` names the envelope when its id is known, and
///   the message says how the name of a draft ends that may exist. Look there before sending again.
///
/// An envelope that runs is never an error: after a flag that was raised too late, or an activation whose answer was lost, the
/// sender finds out that it runs and gives a `sent` whose `notification_error` says what was left out.
class RUBRICA_EXPORT sender {
public:
  explicit sender(clicksign::client client);

  /// Passes on `std::bad_alloc`, when no draft is left.
  result<sent> send(request const& request, send_options const& how = {}) const;

private:
  clicksign::client client_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
