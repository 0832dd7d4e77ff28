#pragma once

#include <rubrica/assinebem/callback.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

struct parse_options {
  std::size_t largest_body = 1u << 20;     ///< bytes
  std::size_t longest_string = 256u << 10; ///< bytes of one text, after its escapes are read
};

/// Reads one of the nine callbacks (assinebem §7 and §8).
///
/// AssineBem calls one URL for each kind, and no payload carries its name, so `route_hint` says which URL it was: our name
/// (`party_signed`), AssineBem's (`parte_assinou`), or a path that ends in one of them. Anything else, also nothing, is no
/// hint.
///
/// A hint that the payload bears out, or does not contradict, decides. Without one the decision table does: each kind has
/// a member that no other has. Members of no kind make an `unknown`. Wrong types, nulls and further members never fail.
///
/// Also read: a form whose only JSON field is the payload, or whose fields are its members; a byte order mark, UTF-16, UTF-32 and
/// ISO-8859-1 (`from_latin_1`); an array of one; JSON inside a JSON text; wrappers (`payload`, `body`, `data` …, three deep);
/// and names of members in another case or without `_`. Times are read in every form that `timestamp` knows.
///
/// `ambiguous_payload`: the payload fits several kinds, or another kind than the hint, or is an array of several. `message` names the candidates and
/// `errors` lists them: `code` our name, `title` AssineBem's, `pointer` the member that speaks for it, if any. Keep the body.
/// `malformed`: not strict JSON (with line and column), a member named twice, a compressed body, or not an object. `limit_exceeded`: larger
/// than the options allow, deeper than 64 levels, or a number over 64 characters. Nothing is ever thrown.
RUBRICA_EXPORT result<callback> parse(std::string_view route_hint, std::string_view body, parse_options const& options = {});

} // namespace assinebem
RUBRICA_END_NAMESPACE
