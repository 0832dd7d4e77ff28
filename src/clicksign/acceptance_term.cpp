#include <rubrica/clicksign/acceptance_term.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto acceptance_term_attributes = member_list({
    {"sender_phone", member<&acceptance_term::sender_phone>},
    {"signer_phone", member<&acceptance_term::signer_phone>},
    {"signer_name", member<&acceptance_term::signer_name>},
    {"sender_name_option", member<&acceptance_term::sender>},
    {"sent_at", member<&acceptance_term::sent_at>},
    {"status", member<&acceptance_term::status>},
    {"status_flow", member<&acceptance_term::flow>},
    {"title", member<&acceptance_term::title>},
    {"message", member<&acceptance_term::message>},
    {"created", member<&acceptance_term::created_at>},
    {"modified", member<&acceptance_term::updated_at>},
});
constexpr auto json_members(detail::tag<acceptance_term>) {
  return member_list({
      {"id", member<&acceptance_term::id>},
      {"attributes", attributes<acceptance_term, acceptance_term_attributes>},
  });
}

namespace {

constexpr std::string_view acceptance_term_type = "acceptance_term_whatsapps";
constexpr std::string_view route_of_acceptance_terms = "/acceptance_term/whatsapps";
constexpr std::string_view route_of_acceptance_term = "/acceptance_term/whatsapps/{acceptance_term_id}";

std::string body_of(new_acceptance_term const& request) {
  return request_body(acceptance_term_type, {}, [&](detail::json_writer& out) {
    out.member("title", request.title);
    out.member("message", request.message);
    out.member("sender_name_option", request.sender.text());
    write_attribute(out, "signer_name", request.signer_name);
    write_attribute(out, "signer_phone", request.signer_phone);
    write_given(out, "sender_phone", request.sender_phone);
  });
}

std::string cancellation_of(acceptance_term_id const& id) {
  return request_body(acceptance_term_type, id.text(),
                      [](detail::json_writer& out) { out.member("status", acceptance_status::cancelled.text); });
}

query_parameters messages_too() {
  query_parameters parameters;
  add_parameter(parameters, "include", "messages");
  return parameters;
}

query_parameters parameters_of(acceptance_term_query const& query) {
  query_parameters parameters = query.include_messages ? messages_too() : query_parameters();
  if (query.status) add_parameter(parameters, "filter[status]", query.status->text());
  if (!query.sort.empty()) add_parameter(parameters, "sort", query.sort);
  return parameters;
}

operation once(operation call) {
  call.repeatable = false;
  return call;
}

} // namespace

template <class Mode>
auto basic_acceptance_terms<Mode>::create(new_acceptance_term const& request, call_options const& options) const
    -> reply<acceptance_term> {
  operation call{http::method::post, route_of_acceptance_terms, {}, {}, body_of(request)};
  call.about = {request.signer_name, request.signer_phone, request.sender_phone};
  return run<Mode>(call_for_one<acceptance_term>(session_, acceptance_term_type, once(std::move(call)), options));
}

template <class Mode>
auto basic_acceptance_terms<Mode>::get(acceptance_term_id const& id, call_options const& options) const
    -> reply<acceptance_term> {
  return run<Mode>(call_for_one<acceptance_term>(session_, acceptance_term_type,
                                                 {http::method::get, route_of_acceptance_term, {id.text()}}, options));
}

template <class Mode>
auto basic_acceptance_terms<Mode>::get_with_messages(acceptance_term_id const& id, call_options const& options) const
    -> reply<acceptance_term> {
  return run<Mode>(call_for_one<acceptance_term>(
      session_, acceptance_term_type, {http::method::get, route_of_acceptance_term, {id.text()}, messages_too()}, options));
}

template <class Mode>
auto basic_acceptance_terms<Mode>::list(acceptance_term_query const& query, call_options const& options) const
    -> list_of<acceptance_term> {
  return run_list<Mode, acceptance_term>(
      session_, {acceptance_term_type, route_of_acceptance_terms, {}, parameters_of(query), query.paging}, options);
}

template <class Mode>
auto basic_acceptance_terms<Mode>::cancel(acceptance_term_id const& id, call_options const& options) const
    -> reply<acceptance_term> {
  operation call{http::method::patch, route_of_acceptance_term, {id.text()}, {}, cancellation_of(id)};
  return run<Mode>(call_for_one<acceptance_term>(session_, acceptance_term_type, once(std::move(call)), options));
}

template class basic_acceptance_terms<blocking>;
template class basic_acceptance_terms<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
