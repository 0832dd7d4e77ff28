#include <rubrica/clicksign/bulk_requirement.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/requirement_io.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

struct slot_result {
  std::optional<resource<requirement>> data;
  listed_errors problems; ///< each has its own status, because the answer's is 200
};

struct bulk_answer {
  std::vector<slot_result> results;
};

constexpr auto json_members(detail::tag<slot_result>) {
  return member_list({{"data", member<&slot_result::data>}, {"errors", member<&slot_result::problems>}});
}

constexpr auto json_members(detail::tag<bulk_answer>) {
  return member_list({{"atomic:results", member<&bulk_answer::results>}});
}

void write_removal(detail::json_writer& out, remove_requirement const& target) {
  out.member("op", "remove");
  out.key("ref");
  out.begin_object();
  out.member("type", requirement_type);
  out.member("id", target.id.text());
  out.end_object();
}

void write_addition(detail::json_writer& out, new_requirement const& request) {
  out.member("op", "add");
  out.key("data");
  out.begin_object();
  write_requirement(out, request);
  out.end_object();
}

std::string body_of(std::vector<bulk_operation> const& operations) {
  std::string body;
  detail::json_writer out(body);
  out.begin_object();
  out.key("atomic:operations");
  out.begin_array();
  for (bulk_operation const& one : operations) {
    out.begin_object();
    if (auto const* removal = std::get_if<remove_requirement>(&one))
      write_removal(out, *removal);
    else
      write_addition(out, *std::get_if<new_requirement>(&one));
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.valid() ? body : std::string();
}

std::optional<error_info> unusable(std::vector<bulk_operation> const& operations) {
  for (std::size_t i = 0; i < operations.size(); ++i) {
    auto const* addition = std::get_if<new_requirement>(&operations[i]);
    auto why = addition != nullptr ? unusable(places_of(*addition), "/operations/" + std::to_string(i)) : std::nullopt;
    if (why) return why;
  }
  return std::nullopt;
}

error_info error_of(session const& session, refusal said) {
  constexpr int usual = 422;
  int const status = said.status >= 400 && said.status <= 599 ? said.status : usual;
  return error_from(http::method::post, status, std::move(said), session.hidden({}));
}

/// Stores the slot's result in `out`; false when it is neither success nor failure.
bool take_slot(session const& session, slot_result& slot, bulk_operation const& asked, std::vector<result<requirement>>& out) {
  if (!slot.problems.said.problems.empty()) {
    out.push_back(error_of(session, std::move(slot.problems.said)));
    return true;
  }
  if (auto const* removal = std::get_if<remove_requirement>(&asked)) {
    requirement removed;
    removed.id = removal->id;
    out.push_back(std::move(removed));
    return true;
  }
  if (!slot.data || slot.data->type != requirement_type || !is_valid_id(slot.data->value.id.text())) return false;
  included_records none;
  if (!complete(session, requirement_type, &slot.data->value, shape_of<requirement>, none)) return false;
  out.push_back(std::move(slot.data->value));
  return true;
}

using results = std::vector<result<requirement>>;

/// What was asked for is needed to read the answer.
struct bulk_call : prepared_call {
  std::vector<bulk_operation> operations{};
};

std::optional<error_info> read_slots(finished_call const& ended, void* out) {
  http::response const& answer = *ended.answer;
  auto const& operations = static_cast<bulk_call const&>(ended.call).operations;
  bulk_answer read;
  if (auto const done = detail::read_json(answer.body, detail::target_for(read)); !done) {
    return unreadable_answer(answer, http::method::post, done.error());
  }
  if (read.results.size() != operations.size()) {
    return unexpected_answer(answer, http::method::post, "it does not hold one result for each operation");
  }
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (!take_slot(*ended.call.session, read.results[i], operations[i], as<results>(out))) {
      return unexpected_answer(answer, http::method::post, "a result says neither success nor failure");
    }
  }
  return std::nullopt;
}

} // namespace

template <class Mode>
auto basic_bulk_requirements<Mode>::apply(envelope_id const& envelope, std::vector<bulk_operation> const& operations,
                                          call_options const& options) const -> reply<std::vector<result<requirement>>> {
  if (auto why = unusable(operations)) return run<Mode>(refused_call<results>(session_, *std::move(why)));
  operation target{http::method::post, "/envelopes/{envelope_id}/bulk_requirements", {envelope.text()}, {}, body_of(operations)};
  auto call = std::make_shared<bulk_call const>(bulk_call{prepare(session_, std::move(target), options), operations});
  return run<Mode>(call_access::make<results>(std::move(call), &value_in<results, &read_slots>));
}

template class basic_bulk_requirements<blocking>;
template class basic_bulk_requirements<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
