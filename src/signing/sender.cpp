#include <rubrica/signing/sender.hpp>

#include "signing/preflight/bulk.hpp"
#include "signing/sending/bulk.hpp"
#include "signing/sending/sending.hpp"

#include <rubrica/signing/envelope_progress.hpp>
#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/rules.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

sender::sender(clicksign::client client) : client_(std::move(client)) {}

namespace {

/// Whether the request may take the place of the envelope that it names.
result<void> may_replace(clicksign::client const& client, envelope_id const& former, send_options const& options) {
  if (former.empty()) return {};
  auto const now = fetch_progress(client, former, {options.timeout, options.cancelled, {}});
  bool const gone = !now && now.error().code == errc::not_found && now.error().http_status == 404;
  auto allowed = now ? may_send_again(&*now) : gone ? may_send_again(nullptr) : result<void>(now.error());
  if (allowed) return {};
  error_info why = std::move(allowed).error();
  why.outcome = outcome::not_sent; // only the former envelope was read
  return why;
}

} // namespace

result<sent> sender::send(request const& request, send_options const& options) const {
  auto checked = preflight(request, calendar_of(client_));
  if (!checked) return std::move(checked).error();
  if (options.creation == creation::bulk) {
    if (auto fits = fits_bulk(checked->get()); !fits) return std::move(fits).error();
  }
  if (auto may = may_replace(client_, request.replaces, options); !may) return std::move(may).error();
  plan const plan = make_plan(*std::move(checked), random_key());
  if (options.creation == creation::bulk) {
    auto made = send_in_bulk(client_, plan, options);
    if (made || !is_without_bulk(made.error())) return made;
  }
  return sending(client_, plan, options).run();
}

result<sent> sender::find(request const& request, std::string const& key, clicksign::call_options const& options) const {
  auto checked = preflight(request, calendar_of(client_));
  if (!checked) return std::move(checked).error();
  return find_bulk(client_, make_plan(*std::move(checked), key), options);
}

} // namespace signing
RUBRICA_END_NAMESPACE
