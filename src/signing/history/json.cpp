#include <rubrica/signing/history.hpp>

#include "signing/history/facts.hpp"
#include "json/json_place.hpp"
#include "json/json_shapes.hpp"
#include "json/json_writer.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing { namespace {

constexpr std::string_view format_name = "rubrica.history";
constexpr int format_version = 1;

/// A saved history, while it is being parsed.
struct saved {
  std::string format{};
  int version = 0;
  std::vector<fact> facts{};
};

}} // namespace signing
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace detail {

struct fact_table {
  using owner = signing::fact;
  static constexpr json_member list[] = {{"source", &at<&signing::fact::source>},   {"name", &at<&signing::fact::name>},
                                         {"at", &at<&signing::fact::at>},           {"document", &at<&signing::fact::document>},
                                         {"subject", &at<&signing::fact::subject>}, {"signer", &at<&signing::fact::signer>},
                                         {"detail", &at<&signing::fact::detail>},   {"actor", &at<&signing::fact::actor>},
                                         {"person", &at<&signing::fact::person>},   {"email", &at<&signing::fact::email>},
                                         {"note", &at<&signing::fact::note>}};
};
template <> struct table_of<signing::fact> { using type = fact_table; };

struct saved_table {
  using owner = signing::saved;
  static constexpr json_member list[] = {{"format", &at<&signing::saved::format>},
                                         {"version", &at<&signing::saved::version>},
                                         {"facts", &at<&signing::saved::facts>}};
};
template <> struct table_of<signing::saved> { using type = saved_table; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

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
  auto const json = detail::read_json(text, detail::slot_for(read), limits);
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
