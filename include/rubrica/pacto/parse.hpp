#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/pacto/notification.hpp>
#include <rubrica/pacto/unit.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// Limits of `parse`.
struct parse_options {
  std::size_t largest_body = 1u << 20;     ///< bytes
  std::size_t longest_string = 256u << 10; ///< bytes of one string, after unescaping
  std::size_t largest_batch = 1000;        ///< notifications in one body
};

/// What the request contains besides its body.
struct arrival {
  std::string_view route_hint{}; ///< the kind that your route names: `notificarAcesso`, `acesso` or our name `access`
  std::string_view target{};     ///< path and query; Pacto may append the name to the path, or put it into the query
  std::string_view chave{};      ///< from a header, if there is one
};

/// Reads one notification (pacto §4).
///
/// The kind is taken from the first of these places that has one of the five names, with or without `notificar`: the route hint,
/// the path's last segment, the query (`evento`, `event`, `tipo`, `acao`, `metodo`), a field of the body, a wrapper. Another name
/// in a later place makes it a `conflict`. Without any name the members may make it `likely`.
///
/// Any valid JSON gives a value; `notification::disposition` says what to do with it. Accepted are an object, an array of one
/// object, a form with one JSON field or with the fields themselves (`recibo=991&cliente[codigo]=5`), and JSON inside a JSON
/// string or inside the string of a wrapper; in UTF-8 with or without a byte order mark, UTF-16, UTF-32, or else in ISO-8859-1.
///
/// `malformed`: not JSON (with line and column), a compressed body, a member named twice, not an object, or a batch of several.
/// `limit_exceeded`: larger than the options allow, deeper than 64 levels, or a number over 64 characters. Nothing is ever
/// thrown.
RUBRICA_EXPORT result<notification> parse(arrival const& arrival, std::string_view body, unit const& unit = {},
                                          parse_options const& options = {});
RUBRICA_EXPORT result<notification> parse(std::string_view route_hint, std::string_view body, unit const& unit = {},
                                          parse_options const& options = {});

/// The same for a body that may be an array: each object is a notification of its own, with its slice of the body as `raw` (in
/// UTF-8 when the body was UTF-16 or wrapped in a string). An element that is not an object makes the whole body `malformed`, so
/// that nothing is lost unnoticed.
RUBRICA_EXPORT result<std::vector<notification>> parse_batch(arrival const& arrival, std::string_view body, unit const& unit = {},
                                                             parse_options const& options = {});

} // namespace pacto
RUBRICA_END_NAMESPACE
