#pragma once

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/signing/sender.hpp>

#include <memory>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// `sender` for programs that do not block: what it returns is carried out by an `async_client`, many at a time on its one thread.
///
///     clicksign::async_client async{client};
///     sign::async_sender sender{client, journal};
///     async.start(sender.send(request), [](result<sign::sent> sent) { show(sent); });
///
/// When the client ends in the middle, what was recorded stays open for `resume`; what was not ends with `outcome::ambiguous`.
///
/// `send_options::on_progress` is called on the client's thread. What it throws ends the sending with `errc::cancelled`.
class RUBRICA_EXPORT async_sender {
public:
  /// With a journal each sending is recorded before its first request.
  explicit async_sender(clicksign::client client, std::shared_ptr<signing::journal> journal = {});

  /// The preflight is made at once, so that the request need not be kept; each start of the result sends it, under a key of its own
  /// unless the options name one. The sending is recorded on the thread that starts it.
  [[nodiscard]] clicksign::pending_call<sent> send(request const& request, send_options const& options = {}) const;

  /// `sender::resume`. The journal is read on the thread that starts it.
  [[nodiscard]] clicksign::pending_call<std::vector<resumed>> resume(send_options const& options = {}) const;

private:
  clicksign::client client_;
  std::shared_ptr<signing::journal> journal_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
