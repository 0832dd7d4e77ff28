#include <rubrica/signing/history.hpp>

#include "signing/history/facts.hpp"
#include "json/json_location.hpp"
#include "json/json_writer.hpp"
#include "json/model_handlers.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using detail::member;

constexpr auto json_members(detail::tag<fact>) {
  return detail::member_list({
      {"source", member<&fact::source>},
      {"name", member<&fact::name>},
      {"at", member<&fact::at>},
      {"document", member<&fact::document>},
      {"subject", member<&fact::subject>},
      {"signer", member<&fact::signer>},
      {"detail", member<&fact::detail>},
      {"actor", member<&fact::actor>},
      {"person", member<&fact::person>},
      {"email", member<&fact::email>},
      {"note", member<&fact::note>},
  });
}

namespace {

constexpr std::string_view format_name = "rubrica.history";
constexpr int format_version = 1;

/// A saved history, while it is being parsed.
struct saved {
  std::string format{};
  int version = 0;
  std::vector<fact> facts{};
};

constexpr auto json_members(detail::tag<saved>) {
  return detail::member_list({
      {"format", member<&saved::format>},
      {"version", member<&saved::version>},
      {"facts", member<&saved::facts>},
  });
}

void write(detail::json_writer& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out.member(name, text);
}

void write(detail::json_writer& out, fact const& one) {
  out.begin_object();
  write(out, "source", one.source.text());
  write(out, "name", one.name);
  write(out, "at", one.at.text());
  write(out, "document", one.document);
  write(out, "subject", one.subject);
  write(out, "signer", one.signer);
  write(out, "detail", one.detail);
  write(out, "actor", one.actor.reveal());
  write(out, "person", one.person.reveal());
  write(out, "email", one.email.reveal());
  write(out, "note", one.note.reveal());
  out.end_object();
}

} // namespace

std::string history::to_json() const {
  std::string text;
  detail::json_writer out(text);
  out.begin_object();
  out.member("format", format_name);
  out.member("version", std::int64_t{format_version});
  out.key("facts");
  out.begin_array();
  for (auto const& [about, known] : facts_) {
    for (auto const& [key, one] : known) write(out, one);
  }
  out.end_array();
  out.end_object();
  return text;
}

result<history> history::from_json(std::string_view text) {
  detail::json_limits limits;
  limits.bytes = largest_saved;
  limits.depth = 16;
  limits.duplicate_keys = false;
  saved read;
  auto const json = detail::read_json(text, detail::target_for(read), limits);
  if (!json) return json.error();
  auto const refused = [&](std::string_view member, std::string_view why) {
    return detail::malformed_at(text, detail::offset_of(text, {member}), why);
  };
  if (read.format != format_name) return refused("format", "this is not a saved history");
  if (read.version < 1) return refused("version", "the history names no version");
  if (read.version > format_version) return refused("version", "the history was saved by a later version of rubrica");
  history out;
  out.learn(std::move(read.facts), nullptr); // these changes were reported before the history was saved
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
