#include <rubrica/assinebem/parse.hpp>

#include "assinebem/reading.hpp"
#include "core/out_of_memory.hpp"
#include "text/utf8.hpp"
#include "json/delivered_text.hpp"
#include "json/json_location.hpp"

#include <fmt/format.h>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {
namespace {

using kind_hint = std::optional<std::size_t>;

detail::json_limits limits_for(parse_options const& options) {
  detail::json_limits limits;
  limits.bytes = options.largest_body;
  limits.string_bytes = options.longest_string;
  limits.duplicate_keys = false; // otherwise two parsers of one body could see two different callbacks
  return limits;
}

std::string listed(kind_set const& kinds, std::string_view last_joint) {
  std::string text;
  std::size_t left = kinds.count();
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    if (!kinds[kind]) continue;
    --left;
    text.append(kind_name(kind)).append(left == 0 ? "" : left == 1 ? last_joint : ", ");
  }
  return text;
}

error_info cannot_decide(std::string_view why, kind_set const& candidates, key_set const& seen) {
  error_info error = make_error(errc::ambiguous_payload, why);
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    if (!candidates[kind]) continue;
    problem candidate;
    candidate.code = kind_name(kind);
    candidate.title = kind_wire_name(kind);
    candidate.pointer = pointer_to_evidence(kind, seen);
    error.problems.push_back(std::move(candidate));
  }
  return error;
}

error_info cannot_decide(evidence const& found, kind_hint hint, key_set const& seen) {
  bool const conflict = found.spoken_for.any();
  kind_set const fits = conflict ? found.spoken_for : found.possible;
  if (hint) {
    kind_set const candidates = kind_set(fits).set(*hint);
    std::string const why =
        fmt::format("the route says {}, the payload {}", kind_name(*hint), listed(kind_set(fits).reset(*hint), " or "));
    return cannot_decide(why, candidates, seen);
  }
  std::string const why = conflict ? "it has members of " + listed(fits, " and ") : "it may be " + listed(fits, " or ");
  return cannot_decide(why, fits, seen);
}

/// assinebem §8: the hint if it is confirmed or not contradicted, else the only kind that is indicated.
result<callback> recognise(reading& read, kind_hint hint) {
  evidence const found = weigh(read.seen);
  callback out;
  if (hint) {
    bool const borne_out = found.spoken_for[*hint];
    bool const uncontradicted = found.spoken_for.none() && found.possible[*hint] && has_ids(*hint, read.seen);
    if (borne_out || uncontradicted) {
      out.payload = read.take(*hint);
      out.decided_by_route = found.spoken_for.count() != 1;
      return out;
    }
  }
  if (found.possible.none()) return out;
  if (hint || found.spoken_for.count() != 1) return cannot_decide(found, hint, read.seen);
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    if (found.spoken_for[kind]) out.payload = read.take(kind);
  }
  return out;
}

constexpr int most_wrappers = 3;

result<callback> read_inside(std::string_view json, kind_hint hint, detail::json_limits const& limits, int wrappers);

result<callback> read_json_body(std::string_view json, kind_hint hint, detail::json_limits const& limits, int wrappers) {
  reading read;
  auto const done = detail::read_json(json, reading::target_for(read), limits);
  if (!done) return done.error();
  if (read.is_list) {
    auto const items = detail::elements_of(json);
    if (items.size() > 1) return make_error(errc::ambiguous_payload, "the body is a list of several callbacks");
    if (items.size() == 1 && items.front().front() == '{' && wrappers > 0)
      return read_inside(items.front(), hint, limits, wrappers - 1);
  }
  if (!read.is_object) return detail::malformed_at(json, detail::offset_of(json), "the body is not an object");
  if (read.is_ambiguous) return make_error(errc::malformed, "a member is named twice in two spellings");
  // `dados` is a member of two callbacks, but also a wrapper around the others.
  bool const says_nothing = (read.seen & ~key_set().set(static_cast<std::size_t>(key::dados))).none();
  auto const inside = says_nothing && wrappers > 0 ? detail::unwrapped(json) : std::nullopt;
  if (!inside) return recognise(read, hint);
  auto wrapped = read_inside(*inside, hint, limits, wrappers - 1);
  bool const is_better = wrapped ? !std::holds_alternative<unknown>(wrapped->payload) : wrapped.error().code != errc::malformed;
  return is_better ? std::move(wrapped) : recognise(read, hint);
}

result<callback> read_inside(std::string_view json, kind_hint hint, detail::json_limits const& limits, int wrappers) {
  auto read = read_json_body(json, hint, limits, wrappers);
  return read ? std::move(read) : detail::without_place(read.error());
}

result<callback> read_body(std::string_view body, kind_hint hint, detail::json_limits limits) {
  bool const is_usual = body.size() > limits.bytes || (detail::is_plain_object(body) && detail::is_valid_utf8(body));
  if (is_usual) return read_json_body(body, hint, limits, most_wrappers);
  detail::delivery_forms forms;
  forms.latin_1 = forms.flat_forms = true;
  auto const text = detail::read_delivered(body, forms);
  if (!text) return text.error();
  limits.bytes = std::string::npos; // the received body was checked, and other encodings may grow
  auto read = read_json_body(text->json, hint, limits, most_wrappers);
  bool const was_latin_1 = text->written_in == detail::charset::latin_1;
  if (!read)
    return was_latin_1 ? detail::without_place(read.error()) : placed(*text, read.error()); // its characters had other sizes
  read->from_latin_1 = was_latin_1;
  return read;
}

} // namespace

result<callback> parse(std::string_view route_hint, std::string_view body, parse_options const& options) {
  return detail::within_memory([&] {
    kind_hint const hint = kind_of_hint(route_hint);
    result<callback> parsed = read_body(body, hint, limits_for(options));
    if (!parsed) return parsed;
    parsed->raw = body;
    if (hint) parsed->route_kind = kind_name(*hint);
    return parsed;
  });
}

} // namespace assinebem
RUBRICA_END_NAMESPACE
