#include <rubrica/clicksign/requirement.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/requirement_io.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

void write_places(detail::json_writer& out, rubric_places const& places) {
  write_unless_empty(out, "pages", places.pages);
  write_unless_empty(out, "rubric_field", places.rubric_field);
  write_unless_empty(out, "kind", places.kind.text());
  if (places.positions.empty()) return;
  out.key("positions");
  out.begin_array();
  for (position const& one : places.positions) {
    out.begin_object();
    out.member("page", std::to_string(one.page)); // ClickSign takes the number as a text
    out.key("position");
    write_value(out, std::vector<double>{one.x, one.y});
    out.end_object();
  }
  out.end_array();
}

std::optional<error_info> unusable(rubric_places const& places, std::string const& pointer) {
  if (places.positions.empty()) return std::nullopt;
  std::string const list = pointer + "/positions";
  if (!places.pages.empty() || !places.rubric_field.empty()) {
    return refused_argument("positions_alone", "Positions exclude pages and a field of the file.", list);
  }
  for (std::size_t i = 0; i < places.positions.size(); ++i) {
    position const& one = places.positions[i];
    std::string const item = list + '/' + std::to_string(i);
    if (one.page < 1) return refused_argument("position_page", "Pages count from 1.", item + "/page");
    constexpr std::string_view parts = "A position is given in parts of the page, from 0 to 1.";
    if (!is_part_of_page(one.x)) return refused_argument("position_range", parts, item + "/x");
    if (!is_part_of_page(one.y)) return refused_argument("position_range", parts, item + "/y");
  }
  return std::nullopt;
}

void write_requirement(detail::json_writer& out, new_requirement const& request) {
  out.member("type", requirement_type);
  out.key("attributes");
  out.begin_object();
  out.member("action", request.action.text());
  write_unless_empty(out, "role", request.role.text());
  write_unless_empty(out, "auth", request.auth.text());
  write_places(out, places_of(request));
  out.end_object();
  out.key("relationships");
  out.begin_object();
  write_relationship(out, "document", "documents", request.document.text());
  write_relationship(out, "signer", "signers", request.signer.text());
  out.end_object();
}

namespace {

std::string body_of(new_requirement const& request) {
  std::string body;
  detail::json_writer out(body);
  out.begin_object();
  out.key("data");
  out.begin_object();
  write_requirement(out, request);
  out.end_object();
  out.end_object();
  return out.valid() ? body : std::string();
}

constexpr std::string_view route_of_requirements = "/envelopes/{envelope_id}/requirements";
constexpr std::string_view route_of_requirement = "/envelopes/{envelope_id}/requirements/{requirement_id}";

query_parameters parameters_of(requirement_query const& query) {
  query_parameters parameters;
  if (!query.document.empty()) add_parameter(parameters, "filter[document.key]", query.document.text());
  if (!query.signer.empty()) add_parameter(parameters, "filter[signer.key]", query.signer.text());
  if (!query.action.empty()) add_parameter(parameters, "filter[requirement.action]", query.action.text());
  return parameters;
}

} // namespace

template <class Mode>
auto basic_requirements<Mode>::create(envelope_id const& envelope, new_requirement const& request,
                                      call_options const& options) const -> reply<requirement> {
  if (auto why = unusable(places_of(request), "")) return run<Mode>(refused_call<requirement>(session_, *std::move(why)));
  return run<Mode>(call_for_one<requirement>(
      session_, requirement_type, {http::method::post, route_of_requirements, {envelope.text()}, {}, body_of(request)}, options));
}

template <class Mode>
auto basic_requirements<Mode>::get(envelope_id const& envelope, requirement_id const& id, call_options const& options) const
    -> reply<requirement> {
  return run<Mode>(call_for_one<requirement>(session_, requirement_type,
                                             {http::method::get, route_of_requirement, {envelope.text(), id.text()}}, options));
}

template <class Mode>
auto basic_requirements<Mode>::list(envelope_id const& envelope, requirement_query const& query,
                                    call_options const& options) const -> list_of<requirement> {
  return run_list<Mode, requirement>(
      session_, {requirement_type, route_of_requirements, {envelope.text()}, parameters_of(query), query.paging}, options);
}

template <class Mode>
auto basic_requirements<Mode>::list_of_document(document_id const& document, clicksign::paging const& paging,
                                                call_options const& options) const -> list_of<requirement> {
  constexpr std::string_view route = "/documents/{document_id}/relationships/requirements";
  return run_list<Mode, requirement>(session_, {requirement_type, route, {document.text()}, {}, paging}, options);
}

template <class Mode>
auto basic_requirements<Mode>::list_of_signer(signer_id const& signer, clicksign::paging const& paging,
                                              call_options const& options) const -> list_of<requirement> {
  constexpr std::string_view route = "/signers/{signer_id}/relationships/requirements";
  return run_list<Mode, requirement>(session_, {requirement_type, route, {signer.text()}, {}, paging}, options);
}

template <class Mode>
auto basic_requirements<Mode>::remove(envelope_id const& envelope, requirement_id const& id, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_requirement, {envelope.text(), id.text()}}, options));
}

template class basic_requirements<blocking>;
template class basic_requirements<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
