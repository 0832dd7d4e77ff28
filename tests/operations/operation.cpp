#include "operations/rows.hpp"
#include "support/http/raw_server.hpp"

#include <nlohmann/json.hpp>

namespace rubrica_test {
namespace {

using nlohmann::json;

/// Attributes of all resources at once; each model reads those that it knows.
json attributes() {
  return {{"name", values::name},
          {"email", values::email},
          {"phone_number", values::phone},
          {"documentation", values::cpf},
          {"birthday", values::birthday},
          {"signer_name", values::name},
          {"signer_phone", values::phone},
          {"secret", values::webhook_secret},
          {"status", std::string("novo ") + values::email},
          {"locale", values::name},
          {"message", values::sealed},
          {std::string("field ") + values::cpf, values::phone},
          {"unknown", {{"of", values::name}}}};
}

/// The server of the documents' files, without faults.
raw_server const& storage() {
  static raw_server const server(always(answer(200, values::file_bytes())));
  return server;
}

/// The part of a path up to its next slash, which is taken off.
std::string_view cut_segment(std::string_view& rest) {
  std::string_view const segment = rest.substr(0, rest.find('/', 1));
  rest.remove_prefix(segment.size());
  return segment;
}

json resource(char const* type) {
  std::string const link = storage().url("/x?") + values::link_query;
  return {
      {"id", id}, {"type", type}, {"attributes", attributes()}, {"links", {{"files", {{"original", link}, {"signed", link}}}}}};
}

} // namespace

std::optional<std::string> operation::answer_to_another(raw_request const& asked) const {
  return others ? others(asked) : std::nullopt;
}

std::string operation::called() const {
  std::string const all = name;
  return all.substr(0, all.find(", "));
}

bool operation::makes(std::string_view its_verb, std::string_view its_path) const {
  std::string_view form = path;
  if (its_verb != rubrica::http::to_string(verb)) return false;
  while (!form.empty() && !its_path.empty()) {
    std::string_view const wanted = cut_segment(form);
    std::string_view const given = cut_segment(its_path);
    if (wanted != given && wanted.substr(0, 2) != "/{") return false;
  }
  return form.empty() && its_path.empty();
}

std::vector<operation> const& all_operations() {
  static rows const all = [] {
    rows out;
    for (rows const& some :
         {rows_of_envelopes(), rows_of_documents(), rows_of_people(), rows_of_requirements(), rows_of_folders_and_templates(),
          rows_of_webhooks(), rows_of_users(), rows_of_groups(), rows_of_terms(), rows_of_calls_in_other_ways()})
      out.insert(out.end(), some.begin(), some.end());
    return out;
  }();
  return all;
}

std::string good_body(shape answer, char const* type) {
  switch (answer) {
  case shape::resource:
  case shape::resource_unless_204:
  case shape::any_json:
  case shape::nothing: return json{{"data", resource(type)}}.dump();
  case shape::list:
  case shape::any_list: return json{{"data", json::array({resource(type)})}, {"meta", {{"record_count", 1}}}}.dump();
  case shape::bulk: {
    json const added = {{"data", resource(type)}};
    return json{{"atomic:results", json::array({added, json::object()})}}.dump();
  }
  }
  return {};
}

std::string good_body(operation const& target) {
  return good_body(target.answer, target.type);
}

} // namespace rubrica_test
