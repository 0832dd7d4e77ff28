#include <rubrica/signing/sending.hpp>

#include "signing/sending/plan_json.hpp"
#include "json/json_location.hpp"
#include "json/json_writer.hpp"
#include "json/model_handlers.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view format_name = "rubrica.sending";
constexpr int format_version = 1;

struct named_state {
  sending_state state;
  std::string_view name;
};
constexpr named_state state_names[] = {{sending_state::open, "open"},
                                       {sending_state::giving_up, "giving_up"},
                                       {sending_state::sent, "sent"},
                                       {sending_state::given_up, "given_up"}};

/// A stored sending, while it is being parsed.
struct stored {
  std::string format{};
  int version = 0;
  std::string state{};
  std::string holder{};
  std::int64_t held_until = 0;
  std::int64_t quiescence = 0;
  std::string key{};
  std::string digest{};
  std::string reason{};
  std::vector<std::string> digests{};
  stored_plan plan{};
};

constexpr auto json_members(detail::tag<stored>) {
  using detail::member;
  return detail::member_list({
      {"format", member<&stored::format>},
      {"version", member<&stored::version>},
      {"state", member<&stored::state>},
      {"holder", member<&stored::holder>},
      {"held_until_us", member<&stored::held_until>},
      {"quiescence_ms", member<&stored::quiescence>},
      {"key", member<&stored::key>},
      {"digest", member<&stored::digest>},
      {"reason", member<&stored::reason>},
      {"digests", member<&stored::digests>},
      {"plan", member<&stored::plan>},
  });
}

} // namespace

std::string_view to_string(sending_state state) {
  for (named_state const& one : state_names) {
    if (one.state == state) return one.name;
  }
  return "open";
}

std::string sending::to_json() const {
  std::string text;
  detail::json_writer out(text);
  out.begin_object();
  out.member("format", format_name);
  out.member("version", std::int64_t{format_version});
  out.member("state", to_string(state));
  write_unless_empty(out, "holder", holder);
  out.member("held_until_us", std::int64_t{held_until.time_since_epoch().count()});
  out.member("quiescence_ms", std::int64_t{quiescence.count()});
  out.member("key", key);
  out.member("digest", digest);
  write_unless_empty(out, "reason", reason);
  out.key("digests");
  out.begin_array();
  for (std::string const& one : digests) out.string(one);
  out.end_array();
  out.key("plan");
  write(out, plan);
  out.end_object();
  return text;
}

result<sending> sending::from_json(std::string_view text) {
  stored read;
  auto const json = detail::read_json(text, detail::target_for(read), detail::limits_of_stored());
  if (!json) return json.error();
  auto const refused = [&](std::string_view member, std::string_view why) {
    return detail::malformed_at(text, detail::offset_of(text, {member}), why);
  };
  if (read.format != format_name) return refused("format", "this is not a stored sending");
  if (read.version < 1) return refused("version", "the sending names no version");
  if (read.version > format_version) return refused("version", "the sending was stored by a later version of rubrica");
  auto const state =
      std::find_if(std::begin(state_names), std::end(state_names), [&](auto const& one) { return one.name == read.state; });
  if (state == std::end(state_names)) return refused("state", "its state is not one of the known ones");
  sending out;
  out.key = std::move(read.key);
  out.state = state->state;
  out.digest = std::move(read.digest);
  out.digests = std::move(read.digests);
  out.reason = std::move(read.reason);
  out.holder = std::move(read.holder);
  out.held_until = instant(instant::duration(read.held_until));
  out.quiescence = std::chrono::milliseconds(read.quiescence);
  auto plan = plan_of(std::move(read.plan), out.key);
  bool const usable = plan && !out.key.empty() && plan->documents.size() == out.digests.size();
  if (!usable) return refused("plan", "the plan is not complete");
  out.plan = *std::move(plan);
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
