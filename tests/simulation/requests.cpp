#include "simulation/requests.hpp"

#include "signing/sending/reference.hpp"
#include "simulation/office.hpp"
#include "support/files/pdf.hpp"

#include <vector>

namespace simulation {

using namespace rubrica;

namespace {

signing::checked_request make_request(std::size_t files, std::size_t signers, std::size_t watchers, bool notify) {
  signing::request out;
  out.record = {signing::record_kind::opportunity, "OP-1207"};
  for (std::size_t i = 0; i < files; ++i) {
    std::string const name = "contrato" + std::to_string(i) + ".pdf";
    out.files.push_back({"", rubrica_test::small_pdf("file " + std::to_string(i)), name, "contract", ""});
  }
  for (std::size_t i = 0; i < signers; ++i) {
    signing::signer one;
    one.name = "Ana Canária";
    one.email = "canary" + std::to_string(i) + "@example.com";
    if (i == 0) one.cpf = "529.982.247-25";
    out.signers.push_back(one);
  }
  for (std::size_t i = 0; i < watchers; ++i) out.watchers.push_back({"canary-watcher@example.com"});
  out.notify = notify;
  // Later than every run.
  out.deadline = timestamp(instant(first_moment + std::chrono::hours(24 * 30)));
  return signing::preflight(std::move(out), instant(first_moment)).value();
}

std::vector<signing::checked_request> make_requests() {
  std::vector<signing::checked_request> all;
  for (std::size_t const files : {1, 2}) {
    for (std::size_t const signers : {1, 2, 3}) {
      for (std::size_t const watchers : {0, 1}) {
        all.push_back(make_request(files, signers, watchers, signers != 3 || watchers == 0));
      }
    }
  }
  return all;
}

} // namespace

signing::checked_request const& any_request(draw& chance) {
  static std::vector<signing::checked_request> const all = make_requests();
  // Small ones are quicker: most runs have them.
  return all[chance.coin() ? chance.below(2) : chance.below(all.size())];
}

std::string name_of_envelope(order const& of, std::string const& key) {
  return signing::envelope_name(signing::usual_name_form, of.request->get().name, signing::reference_of(key));
}

} // namespace simulation
