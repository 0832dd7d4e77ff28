#pragma once

#include "support/clock/skipping_clock.hpp"
#include "support/http/lossy_transport.hpp"
#include "support/http/paths.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace rubrica_test {

/// A simulator behind a network that loses what the test chooses; waits are skipped.
struct lossy_sandbox {
  lossy_transport* transport; // owned by the client: its connections must end before the server does
  std::shared_ptr<skipping_clock> time = std::make_shared<skipping_clock>();
  sandboxed box;

  explicit lossy_sandbox(lossy_transport::chooser choose)
      : transport(new lossy_transport(std::move(choose))), box(unlimited(), std::shared_ptr<lossy_transport>(transport), time) {}

  /// A client without losses.
  rubrica::clicksign::client witness() const { return rubrica::clicksign::client(sandboxed::client_options(box.server)); }
  /// The number of envelopes, in any state.
  std::size_t envelopes() const { return witness().envelopes().list().all().value().size(); }
};

/// Loses `percent` of the exchanges: half of them as requests, half as answers.
inline lossy_transport::chooser losing(unsigned percent, unsigned seed) {
  return [percent, random = std::mt19937(seed)](auto const&, int) mutable {
    if (random() % 100 >= percent) return loss::none;
    return random() % 2 == 0 ? loss::request : loss::answer;
  };
}

/// Whether the error says how to find the envelope.
inline bool is_named(rubrica::error_info const& error, rubrica::clicksign::envelope const& left) {
  if (error.envelope_left_behind == left.id.text()) return true;
  auto const at = left.name.find("(ref. ");
  return at != std::string::npos && error.message.find(left.name.substr(at + 6, 9)) != std::string::npos;
}

/// What is wrong in the result of a sending, compared with the server's records; empty when it is right.
inline std::vector<std::string> wrongs_of(lossy_sandbox const& world, rubrica::result<rubrica::signing::sent> const& sent,
                                          std::size_t signers) {
  std::vector<std::string> wrongs;
  auto const client = world.witness();
  auto const envelopes = client.envelopes().list().all().value();
  auto const runs = [](auto const& one) { return one.status != rubrica::clicksign::status::draft; };
  if (std::count_if(envelopes.begin(), envelopes.end(), runs) > 1) wrongs.emplace_back("sent twice");
  if (sent) {
    if (envelopes.size() != 1 || envelopes[0].id != sent->envelope || !runs(envelopes[0]))
      wrongs.emplace_back("not one envelope");
    auto const documents = client.documents().list(sent->envelope).all()->size();
    if (documents != sent->documents.size()) wrongs.emplace_back("other documents");
    if (client.signers().list(sent->envelope).all()->size() != signers) wrongs.emplace_back("other signers");
    if (client.requirements().list(sent->envelope).all()->size() != 2 * signers * documents)
      wrongs.emplace_back("other requirements");
    return wrongs;
  }
  rubrica::error_info const& error = sent.error();
  if (envelopes.empty()) return wrongs;
  if (error.safe_to_retry()) wrongs.emplace_back("wrongly safe to retry");
  if (error.outcome != rubrica::outcome::ambiguous) wrongs.emplace_back("says that nothing is left");
  for (auto const& one : envelopes) {
    if (!is_named(error, one)) wrongs.emplace_back("an envelope in silence");
  }
  return wrongs;
}

inline bool is_activation(rubrica::http::request const& request) {
  return request.verb == rubrica::http::method::patch;
}
inline bool creates_envelope(rubrica::http::request const& request) {
  return request.verb == rubrica::http::method::post && ends_in(request, "/envelopes");
}

} // namespace rubrica_test
