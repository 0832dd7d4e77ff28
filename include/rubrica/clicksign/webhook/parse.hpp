#pragma once

#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// Limits of `parse`.
struct parse_options {
  std::size_t largest_body = 16u << 20; ///< bytes; a document with a long history makes a large body
};

/// Reads a callback of API v1, v2 or v3 (clicksign-callbacks §6 to §9).
///
/// It requires only valid JSON and a name: a field that is absent, null or of another type stays empty; an unknown field or event
/// is kept in `event::raw`. `event::subject` says whether it is known what the event is about.
///
/// Older forms are read too: top-level `signers` and `events` (2018), `document` as an array of one or as JSON in a string, and a
/// bare event as `GET …/events` lists it. So are callbacks that a framework or gateway has changed: a byte order mark, UTF-16 and
/// UTF-32, a form with one JSON field (`payload={…}`), an array of one callback, JSON inside a JSON string, wrappers (`payload`,
/// `body`, `data` …, three deep), a document inside `event` or `data`, member names in another case, and constants in another
/// spelling (`SIGN`, `CLOSED`, `cancelled`). ISO-8859-1 is not read: ClickSign writes UTF-8, so other bytes were damaged on the
/// way.
///
/// Move the body in when it is no longer needed: its bytes become `event::raw` without a copy.
///
/// `malformed`: not JSON (with line and column, unless something wrapped it), not an event, a member named twice, or a compressed
/// body (the message says so). `ambiguous_payload`: an array of several callbacks. `limit_exceeded`: larger than `largest_body`,
/// deeper than 64 levels, a string over 8 MiB or a number over 64 characters. Nothing is ever thrown.
RUBRICA_EXPORT result<event> parse(verified_body body, parse_options const& options = {});
RUBRICA_EXPORT result<event> parse(unverified_body body, parse_options const& options = {});

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
