#include "signing/preparation.hpp"

#include "signing/flows.hpp"
#include "signing/preflight/bulk.hpp"
#include "signing/sending/doubt.hpp"
#include "signing/time_left.hpp"
#include "text/plain.hpp"
#include "text/utf8.hpp"

#include <rubrica/signing/rules.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

result<void> check_options(send_options const& options, bool has_journal) {
  constexpr std::size_t longest_key = 200;
  auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::string const& key = options.key;
  bool const is_usable =
      key.size() <= longest_key && detail::is_valid_utf8(key) && std::none_of(key.begin(), key.end(), is_control);
  if (!is_usable) return make_error(errc::invalid_argument, "the key has more than 200 bytes, or is not plain text");
  auto const has = [&](char const* place) { return options.name_form.find(place) != std::string::npos; };
  if (!has("{name}") || !has("{reference}")) return make_error(errc::invalid_argument, "name_form lacks {name} or {reference}");
  if (options.creation == creation::bulk && (has_journal || !key.empty()))
    return make_error(errc::invalid_argument,
                      "a bulk creation takes neither a key nor a journal: nothing tells whether it was begun");
  return {};
}

result<void> allow(result<envelope_progress> const& now) {
  bool const gone = !now && is_gone(now.error());
  auto allowed = now ? may_send_again(&*now) : gone ? may_send_again(nullptr) : result<void>(now.error());
  if (allowed) return {};
  error_info why = std::move(allowed).error();
  why.outcome = outcome::not_sent;
  return why;
}

} // namespace

request named_for_key(request of) {
  if (text::one_line(of.name).empty()) of.name = name_with_key;
  return of;
}

result<checked_request> prepare(clicksign::client const& client, request const& request, send_options const& options,
                                bool has_journal) {
  if (auto usable = check_options(options, has_journal); !usable) return std::move(usable).error();
  auto checked = preflight(options.key.empty() ? request : named_for_key(request), calendar_of(client));
  if (!checked) return std::move(checked).error();
  if (options.creation == creation::bulk) {
    if (auto fits = fits_bulk(checked->get()); !fits) return std::move(fits).error();
  }
  return checked;
}

result<void> refuse_bulk(send_options const& options) {
  if (options.creation != creation::bulk) return {};
  return make_error(errc::invalid_argument, "a bulk creation is made by sender::send alone, one at a time");
}

plan plan_of(checked_request checked, send_options const& options) {
  return make_plan(std::move(checked), options.key.empty() ? random_key() : options.key, options.name_form);
}

clicksign::pending_call<void> may_replace(clicksign::client const& client, envelope_id const& former,
                                          send_options const& options) {
  if (former.empty()) return clicksign::ended(result<void>());
  auto now = progress_of(deferred_of(client), former, {options.timeout, options.cancelled, {}, options.priority});
  return clicksign::after(std::move(now), [](result<envelope_progress> const& read) { return allow(read); });
}

} // namespace signing
RUBRICA_END_NAMESPACE
