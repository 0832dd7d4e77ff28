#include <rubrica/clicksign/auto_signature_term.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto auto_signature_term_attributes = member_list({
    {"name", member<&auto_signature_term::name>},
    {"documentation", member<&auto_signature_term::documentation>},
    {"birthday", member<&auto_signature_term::birthday>},
    {"email", member<&auto_signature_term::email>},
    {"created", member<&auto_signature_term::created_at>},
    {"modified", member<&auto_signature_term::updated_at>},
});
constexpr auto json_members(detail::tag<auto_signature_term>) {
  return member_list({
      {"id", member<&auto_signature_term::id>},
      {"attributes", attributes<auto_signature_term, auto_signature_term_attributes>},
  });
}

namespace {

constexpr std::string_view auto_signature_term_type = "auto_signature_terms";

std::string body_of(new_auto_signature_term const& request) {
  return request_body(auto_signature_term_type, {}, [&](detail::json_writer& out) {
    out.key("signer");
    out.begin_object();
    write_attribute(out, "name", request.name);
    write_attribute(out, "email", request.email);
    write_attribute(out, "documentation", request.documentation);
    write_attribute(out, "birthday", request.birthday);
    out.end_object();
    write_attribute(out, "api_email", request.api_email);
    write_attribute(out, "admin_email", request.admin_email);
  });
}

} // namespace

template <class Mode>
auto basic_auto_signature_terms<Mode>::create(new_auto_signature_term const& request, call_options const& options) const
    -> reply<auto_signature_term> {
  operation call{http::method::post, "/auto_signature/terms", {}, {}, body_of(request)};
  call.about = {request.name, request.email, request.documentation, request.birthday, request.api_email, request.admin_email};
  return run<Mode>(call_for_one<auto_signature_term>(session_, auto_signature_term_type, std::move(call), options));
}

template <class Mode>
auto basic_auto_signature_terms<Mode>::get(auto_signature_term_id const& id, call_options const& options) const
    -> reply<auto_signature_term> {
  constexpr std::string_view route = "/auto_signature/terms/{auto_signature_term_id}";
  return run<Mode>(
      call_for_one<auto_signature_term>(session_, auto_signature_term_type, {http::method::get, route, {id.text()}}, options));
}

template class basic_auto_signature_terms<blocking>;
template class basic_auto_signature_terms<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
