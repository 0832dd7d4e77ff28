#include <rubrica/callbacks/delivery.hpp>

#include "callbacks/read_body.hpp"
#include "callbacks/request_record.hpp"
#include "crypto/base64.hpp"
#include "crypto/hmac.hpp"
#include "text/enumerator.hpp"
#include "text/utf8.hpp"
#include "json/json_location.hpp"
#include "json/json_writer.hpp"
#include "json/model_handlers.hpp"

#include <algorithm>
#include <new>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

using detail::json_writer;
using detail::member;

constexpr std::string_view format_name = "rubrica.delivery";
constexpr int format_version = 1;

/// Text of a stranger: as it is, or in base64 when it is not UTF-8.
struct stored_bytes {
  std::string text{};
  std::string base64{};
};

constexpr auto json_members(detail::tag<stored_bytes>) {
  return detail::member_list({{"text", member<&stored_bytes::text>}, {"base64", member<&stored_bytes::base64>}});
}

struct stored_problem {
  std::string code{};
  std::string message{};
  int line = 0;
  int column = 0;
};

constexpr auto json_members(detail::tag<stored_problem>) {
  return detail::member_list({{"code", member<&stored_problem::code>},
                              {"message", member<&stored_problem::message>},
                              {"line", member<&stored_problem::line>},
                              {"column", member<&stored_problem::column>}});
}

struct stored_header {
  stored_bytes name{};
  stored_bytes value{};
};

constexpr auto json_members(detail::tag<stored_header>) {
  return detail::member_list({{"name", member<&stored_header::name>}, {"value", member<&stored_header::value>}});
}

struct stored_alias {
  stored_bytes field{};
  std::vector<stored_bytes> paths{};
};

constexpr auto json_members(detail::tag<stored_alias>) {
  return detail::member_list({{"field", member<&stored_alias::field>}, {"paths", member<&stored_alias::paths>}});
}

struct stored_unit {
  stored_bytes name{};
  bool active = true;
  stored_bytes company_code{};
  stored_bytes company_name{};
  std::vector<stored_alias> aliases{};
};

constexpr auto json_members(detail::tag<stored_unit>) {
  return detail::member_list({{"name", member<&stored_unit::name>},
                              {"active", member<&stored_unit::active>},
                              {"company_code", member<&stored_unit::company_code>},
                              {"company_name", member<&stored_unit::company_name>},
                              {"aliases", member<&stored_unit::aliases>}});
}

/// What was decided about a notification with secrets that are not stored.
struct stored_decision {
  std::string disposition{};
  stored_bytes key{};
  bool natural = false;
};

constexpr auto json_members(detail::tag<stored_decision>) {
  return detail::member_list({{"disposition", member<&stored_decision::disposition>},
                              {"key", member<&stored_decision::key>},
                              {"natural", member<&stored_decision::natural>}});
}

struct stored_delivery {
  std::string format{};
  int version = 0;
  stored_bytes tenant{};
  std::string provider{};
  std::string verdict{};
  stored_bytes hint{};
  bool verified = false;
  std::int64_t secret_index = 0;
  std::optional<stored_problem> problem{};
  stored_bytes target{};
  std::vector<stored_header> headers{};
  stored_unit unit{};
  std::vector<stored_decision> decisions{};
  bool understood = false;
  std::optional<stored_bytes> body{};
};

constexpr auto json_members(detail::tag<stored_delivery>) {
  using one = stored_delivery;
  return detail::member_list({{"format", member<&one::format>},
                              {"version", member<&one::version>},
                              {"tenant", member<&one::tenant>},
                              {"provider", member<&one::provider>},
                              {"verdict", member<&one::verdict>},
                              {"hint", member<&one::hint>},
                              {"verified", member<&one::verified>},
                              {"secret_index", member<&one::secret_index>},
                              {"problem", member<&one::problem>},
                              {"target", member<&one::target>},
                              {"headers", member<&one::headers>},
                              {"unit", member<&one::unit>},
                              {"decisions", member<&one::decisions>},
                              {"understood", member<&one::understood>},
                              {"body", member<&one::body>}});
}

void write_bytes(json_writer& out, std::string_view bytes) {
  bool const is_text = detail::is_valid_utf8(bytes);
  std::string encoded;
  if (!is_text) detail::append_base64(encoded, bytes);
  out.begin_object();
  out.member(is_text ? "text" : "base64", is_text ? bytes : std::string_view(encoded));
  out.end_object();
}

void write_bytes(json_writer& out, std::string_view name, std::string_view bytes) {
  out.key(name);
  write_bytes(out, bytes);
}

void write_problem(json_writer& out, error_info const& problem) {
  out.key("problem");
  out.begin_object();
  out.member("code", to_string(problem.code));
  out.member("message", detail::is_valid_utf8(problem.message) ? std::string_view(problem.message) : message(problem.code));
  out.member("line", std::int64_t{problem.line});
  out.member("column", std::int64_t{problem.column});
  out.end_object();
}

void write_unit(json_writer& out, pacto::unit const& unit) {
  out.key("unit");
  out.begin_object();
  write_bytes(out, "name", unit.name);
  out.member("active", unit.active);
  write_bytes(out, "company_code", unit.company_code);
  write_bytes(out, "company_name", unit.company_name);
  out.key("aliases");
  out.begin_array();
  for (pacto::alias const& one : unit.aliases) {
    out.begin_object();
    write_bytes(out, "field", one.field);
    out.key("paths");
    out.begin_array();
    for (std::string const& path : one.paths) write_bytes(out, path);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

void write_decisions(json_writer& out, std::vector<pacto::notification> const& all) {
  out.key("decisions");
  out.begin_array();
  for (pacto::notification const& one : all) {
    out.begin_object();
    out.member("disposition", to_string(one.disposition));
    write_bytes(out, "key", one.natural_key);
    out.member("natural", one.key_is_natural);
    out.end_object();
  }
  out.end_array();
}

/// Leaves it as it is when there is no such enumerator.
template <class Enum> bool read_name(std::string_view name, Enum last, Enum& out) {
  auto const found = detail::enumerator_named(name, last);
  out = found.value_or(out);
  return found.has_value();
}

bool read_bytes(stored_bytes& from, std::string& out) {
  if (from.base64.empty()) {
    out = std::move(from.text);
    return true;
  }
  auto bytes = detail::decode_base64(from.base64);
  if (!bytes) return false;
  out = *std::move(bytes);
  return true;
}

bool read_unit(stored_unit& from, pacto::unit& out) {
  out.active = from.active;
  bool fine = read_bytes(from.name, out.name) && read_bytes(from.company_code, out.company_code) &&
              read_bytes(from.company_name, out.company_name);
  for (stored_alias& one : from.aliases) {
    auto& alias = out.aliases.emplace_back();
    fine = read_bytes(one.field, alias.field) && fine;
    for (stored_bytes& path : one.paths) fine = read_bytes(path, alias.paths.emplace_back()) && fine;
  }
  return fine;
}

bool read_problem(stored_problem& from, std::optional<error_info>& out) {
  errc code{};
  if (!read_name(from.code, errc::unknown_route, code)) return false;
  out = make_error(code);
  out->message = std::move(from.message);
  out->line = from.line;
  out->column = from.column;
  return true;
}

/// The member that cannot be used, or an empty name.
std::string_view read_members(stored_delivery& from, delivery& out) {
  if (!read_bytes(from.tenant, out.tenant)) return "tenant";
  if (!read_name(from.provider, provider::pacto, out.provider)) return "provider";
  if (!read_name(from.verdict, verdict::reject, out.verdict)) return "verdict";
  if (!read_bytes(from.hint, out.hint)) return "hint";
  out.verified = from.verified;
  if (from.secret_index < 0) return "secret_index";
  out.secret_index = static_cast<std::size_t>(from.secret_index);
  if (from.problem && !read_problem(*from.problem, out.problem)) return "problem";
  if (!read_bytes(from.target, out.target)) return "target";
  for (stored_header& one : from.headers) {
    auto& header = out.headers.emplace_back();
    if (!read_bytes(one.name, header.name) || !read_bytes(one.value, header.value)) return "headers";
  }
  if (!read_unit(from.unit, out.unit)) return "unit";
  return {};
}

/// What the body says. Where this version cannot read it any more, the body is kept and nothing else changes.
void read_content(delivery& out, std::string const& body, std::vector<stored_decision>& decisions) {
  delivery begun = out;
  std::string const target = without_hidden(out.target);
  receipt read = read_body(std::move(begun), body, out.unit, {target, {}});
  if (!read && read.error().code == errc::out_of_memory) throw std::bad_alloc();
  if (!read || std::holds_alternative<std::monostate>(read->content)) {
    out.kept = body;
    return;
  }
  out.content = std::move(read->content);
  out.kept = std::move(read->kept);
  auto* const all = std::get_if<std::vector<pacto::notification>>(&out.content);
  if (all == nullptr || all->size() != decisions.size()) return;
  for (std::size_t i = 0; i < all->size(); ++i) {
    pacto::notification& one = (*all)[i];
    if (!read_name(decisions[i].disposition, pacto::disposition::dropped_inactive_unit, one.disposition)) {
      one.disposition = pacto::disposition::quarantined_kind;
    }
    read_bytes(decisions[i].key, one.natural_key);
    one.key_is_natural = decisions[i].natural;
  }
}

} // namespace

std::string delivery::to_json() const {
  std::string text;
  json_writer out(text);
  out.begin_object();
  out.member("format", format_name);
  out.member("version", std::int64_t{format_version});
  write_bytes(out, "tenant", tenant);
  out.member("provider", to_string(provider));
  out.member("verdict", to_string(verdict));
  write_bytes(out, "hint", hint);
  out.member("verified", verified);
  out.member("secret_index", static_cast<std::int64_t>(secret_index));
  if (problem) write_problem(out, *problem);
  write_bytes(out, "target", target);
  out.key("headers");
  out.begin_array();
  for (header_field const& one : headers) {
    out.begin_object();
    write_bytes(out, "name", one.name);
    write_bytes(out, "value", one.value);
    out.end_object();
  }
  out.end_array();
  if (provider == provider::pacto) write_unit(out, unit);
  if (provider == provider::pacto) write_decisions(out, pacto());
  out.member("understood", !std::holds_alternative<std::monostate>(content));
  write_bytes(out, "body", raw());
  out.end_object();
  return text;
}

result<delivery> delivery::from_json(std::string_view text) {
  try {
    stored_delivery read;
    auto const json = detail::read_json(text, detail::target_for(read), detail::limits_of_stored());
    if (!json) return json.error();
    auto const refused = [&](std::string_view member, std::string_view why) {
      return detail::malformed_at(text, detail::offset_of(text, {member}), why);
    };
    if (read.format != format_name) return refused("format", "this is not a stored delivery");
    if (read.version < 1) return refused("version", "the delivery names no version");
    if (read.version > format_version) return refused("version", "the delivery was stored by a later version of rubrica");
    delivery out;
    if (auto const member = read_members(read, out); !member.empty()) return refused(member, "this member cannot be read");
    std::string body;
    if (!read.body || !read_bytes(*read.body, body)) return refused("body", "the body is not there, or damaged");
    if (read.understood)
      read_content(out, body, read.decisions);
    else
      out.kept = std::move(body);
    return out;
  } catch (std::bad_alloc const&) {
    return make_error(errc::out_of_memory);
  }
}

std::string deduplication_key(delivery const& delivery) {
  // Of AssineBem and Pacto the route may be all that names the kind; a target differs in its query only where that names one.
  bool const is_named_by_route = delivery.provider != provider::clicksign;
  std::size_t const query = delivery.target.find('?');
  bool const counts = delivery.provider == provider::pacto && query != std::string::npos;
  std::string_view const parameters = counts ? std::string_view(delivery.target).substr(query) : std::string_view();
  std::string_view const hint = is_named_by_route ? std::string_view(delivery.hint) : std::string_view();
  std::string all = "rubrica.delivery 1";
  for (std::string_view const part : {std::string_view(delivery.tenant), to_string(delivery.provider), hint, parameters}) {
    all.append(1, '\n').append(std::to_string(part.size())).append(1, ' ').append(part);
  }
  return detail::sha256_hex(all.append(1, '\n').append(delivery.raw()));
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
