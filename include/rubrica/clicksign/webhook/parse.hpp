#pragma once

#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {

struct parse_options {
  std::size_t largest_body = 16u << 20; ///< bytes; a document with a long history makes a large body
};

/// Reads a callback of API v1, v2 or v3 (clicksign-webhooks §6 to §9).
///
/// It asks for valid JSON and for a name, and for nothing else: a field that is absent, null or of another type stays
/// empty, a field or event that nobody has heard of is kept in `event::raw`. Also read are the older forms: top-level
/// `signers` and `events` (2018), `document` as an array of one, and a bare event as `GET …/events` lists it.
///
/// Move the body in where it is not needed any more: its bytes become `event::raw` without a copy.
///
/// `malformed`: not JSON (with line and column), or not an event. `limit_exceeded`: larger than `largest_body`, deeper than
/// 64 levels, a string over 8 MiB or a number over 64 characters. Nothing is ever thrown.
RUBRICA_EXPORT result<event> parse(verified_body body, parse_options const& options = {});
RUBRICA_EXPORT result<event> parse(unverified_body body, parse_options const& options = {});

}}}} // namespace rubrica::v0_1::clicksign::webhook
