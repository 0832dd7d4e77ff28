#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// Limits of `parse`.
struct parse_options {
  std::size_t largest_body = 1u << 20;     ///< bytes
  std::size_t longest_string = 256u << 10; ///< bytes of one string, after unescaping
};

/// Reads one of the nine callbacks (assinebem §7 and §8).
///
/// AssineBem calls one URL for each kind, and no payload carries its name, so `route_hint` says which URL it was: our name
/// (`party_signed`), AssineBem's (`parte_assinou`), or a path that ends in one of them. Anything else, or nothing, is no hint.
///
/// A hint that the payload confirms, or does not contradict, decides. Without a hint the members decide: each kind has a member
/// that no other has. Members of no kind give an `unknown`. Wrong types, nulls and additional members are never an error.
///
/// Also accepted: a form whose only JSON field is the payload, or whose fields are its members; a byte order mark, UTF-16, UTF-32
/// and ISO-8859-1 (`from_latin_1`); an array of one; JSON inside a JSON string; wrappers (`payload`, `body`, `data` …, three
/// deep); and member names in another case or without `_`. Times are read in every form that `timestamp` knows.
///
/// `ambiguous_payload`: the payload fits several kinds, or another kind than the hint, or is an array of several. `message` names
/// the candidates and `problems` lists them: `code` our name, `title` AssineBem's, `pointer` the member that indicates it, if any.
/// Keep the body. `malformed`: not strict JSON (with line and column), a member named twice, a compressed body, or not an object.
/// `limit_exceeded`: larger than the options allow, deeper than 64 levels, or a number over 64 characters. Nothing is ever
/// thrown.
RUBRICA_EXPORT result<callback> parse(std::string_view route_hint, std::string_view body, parse_options const& options = {});

} // namespace assinebem
RUBRICA_END_NAMESPACE
