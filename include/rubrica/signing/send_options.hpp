#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/priority.hpp>
#include <rubrica/signing/plan.hpp>
#include <rubrica/signing/progress.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// How an envelope comes into being.
enum class creation {
  stepwise, ///< a draft, its documents and signers, then the activation: 4 calls and one for each document and signer
  /// All of it by one call (`envelope_bulk_creations`), for one file or template and signers of one group. ClickSign's reference does
  /// not have it, and a job carries it out later (clicksign-rest §10.8). Nothing tells whether that job was begun, so a second attempt
  /// could make a second envelope: it takes no `key` and no journal, and only `sender::send` makes it. `sender::send_all`,
  /// `async_sender` and who gives a key get `invalid_argument`, and nothing is sent. `sender::find` finds it by `sent::key`.
  bulk
};

/// The name of an envelope whose request has a key and no name.
inline constexpr char name_with_key[] = "Documento";

/// How one request is sent. `{}` is nearly always right.
struct send_options {
  /// Your own name of this sending, such as the id of the job that sends it: 1 to 200 characters. Whoever sends with the same key
  /// again, in whatever process and on whatever machine, gets the same envelope and never makes a second one. It costs two requests
  /// more. Empty: a key is drawn, and each `send` makes an envelope of its own.
  ///
  /// A key belongs to one request, and its envelope is found by its name: do not change the request's name or `name_form` between
  /// two attempts. A request without a name is called `name_with_key` then, not after its first file: a job may call that otherwise
  /// when it runs again. With other files, signers (name, e-mail, phone, CPF) or duties the error is `conflict`. Nothing else
  /// counts: with another message, deadline or order the first request stays as it is.
  std::string key{};
  /// For the whole sending. When it is exceeded, or the flag is raised, up to 15 seconds more are used to find out what became
  /// of the envelope: it is removed, or it runs.
  std::chrono::milliseconds timeout{600'000};
  std::shared_ptr<cancel_flag> cancelled{}; ///< may be null
  /// Called on the thread that called `send`. An exception ends the sending: the draft is removed, and `send` throws the exception
  /// on; when the draft cannot be removed, `send` returns the error that names it instead. An exception at `activated` or
  /// `notified` is thrown on at the end: the envelope runs, its id was in the progress, and its signers are called.
  std::function<void(progress const&)> on_progress{};
  /// How long after an ambiguous answer the record may still appear at ClickSign. rubrica waits this long before it looks for
  /// the record (docs/adr/0004-never-twice.md), and, if there is time, once more after it had to send the request again. When it
  /// is shorter than the network takes to deliver or drop a request, records may be created twice: an extra draft may stay, or a
  /// signer may appear after the activation. It counts against `timeout`, which should be at least four times as long.
  std::chrono::milliseconds quiescence{120'000};
  int parallel = 12; ///< calls at the same time: documents, signers and watchers are created in parallel
  signing::creation creation = signing::creation::stepwise;
  http::priority priority = http::priority::interactive; ///< `bulk` when nobody waits: others go first at the rate limit
  std::string name_form = usual_name_form;               ///< of the envelope; it holds `{name}` and `{reference}`
};

} // namespace signing
RUBRICA_END_NAMESPACE
