#include <rubrica/clicksign/requirement.hpp>

#include "clicksign/attributes.hpp"
#include "clicksign/requirement_io.hpp"

namespace rubrica { inline namespace v0_1 { namespace clicksign {

void write_requirement(detail::json_writer& out, new_requirement const& what) {
  out.member("type", requirement_type);
  out.key("attributes");
  out.begin_object();
  out.member("action", what.action.text());
  write_unless_empty(out, "role", what.role.text());
  write_unless_empty(out, "auth", what.auth.text());
  write_unless_empty(out, "pages", what.pages);
  write_unless_empty(out, "rubric_field", what.rubric_field);
  write_unless_empty(out, "kind", what.kind);
  out.end_object();
  out.key("relationships");
  out.begin_object();
  write_relationship(out, "document", "documents", what.document.text());
  write_relationship(out, "signer", "signers", what.signer.text());
  out.end_object();
}

namespace {

std::string body_of(new_requirement const& what) {
  std::string body;
  detail::json_writer out(body);
  out.begin_object();
  out.key("data");
  out.begin_object();
  write_requirement(out, what);
  out.end_object();
  out.end_object();
  return out.valid() ? body : std::string();
}

std::string parameters_of(requirement_query const& query) {
  std::string parameters;
  if (!query.document.empty()) add_parameter(parameters, "filter[document.key]", query.document.text());
  if (!query.signer.empty()) add_parameter(parameters, "filter[signer.key]", query.signer.text());
  if (!query.action.empty()) add_parameter(parameters, "filter[requirement.action]", query.action.text());
  return parameters;
}

} // namespace

result<requirement> requirements::create(envelope_id const& envelope, new_requirement const& what,
                                         call_options const& how) const {
  return call_for_one<requirement>(
      *session_, requirement_type,
      {http::method::post, "/envelopes/{envelope_id}/requirements", {envelope.text()}, {}, body_of(what)}, how);
}

result<requirement> requirements::get(envelope_id const& envelope, requirement_id const& id, call_options const& how) const {
  return call_for_one<requirement>(
      *session_, requirement_type,
      {http::method::get, "/envelopes/{envelope_id}/requirements/{requirement_id}", {envelope.text(), id.text()}}, how);
}

pages<requirement> requirements::list(envelope_id const& envelope, requirement_query const& query,
                                      call_options const& how) const {
  return call_for_list<requirement>(session_, requirement_type, "/envelopes/{envelope_id}/requirements", {envelope.text()},
                                    parameters_of(query), how);
}

result<void> requirements::remove(envelope_id const& envelope, requirement_id const& id, call_options const& how) const {
  return call_for_nothing(
      *session_, {http::method::del, "/envelopes/{envelope_id}/requirements/{requirement_id}", {envelope.text(), id.text()}},
      how);
}

}}} // namespace rubrica::v0_1::clicksign
