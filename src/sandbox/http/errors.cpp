#include "sandbox/http/errors.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

reply json_reply(int status, json const& body) {
  return {status, body.dump(), jsonapi_type, {}};
}

reply text_reply(int status, std::string body) {
  return {status, std::move(body), "text/plain", {}};
}

reply empty_reply() {
  return {204, {}, {}, {}};
}

reply html_reply(int status, std::string const& title, std::string const& text) {
  return {status,
          "<!DOCTYPE html>\n<html lang=\"pt-BR\">\n<head><meta charset=\"utf-8\"><title>" + title +
              "</title></head>\n<body><h1>" + title + "</h1><p>" + text + "</p></body>\n</html>\n",
          "text/html; charset=UTF-8",
          {}};
}

json schema_error(std::string const& pointer, std::string const& detail) {
  return {{"code", "bad_request"}, {"status", 400}, {"source", {{"pointer", pointer}}}, {"detail", detail}};
}

json model_error(std::string const& field, std::string const& message) {
  return {{"title", message},
          {"detail", field + " - " + message},
          {"code", "100"},
          {"source", {{"pointer", "/data/attributes/" + field}}},
          {"status", "422"}};
}

json too_long_error(std::string const& field, std::size_t most) {
  return model_error(field, "é muito longo (máximo: " + std::to_string(most) + " caracteres)");
}

json base_error(std::string const& message) {
  return {{"title", message}, {"detail", message}, {"code", "100"}, {"source", {{"pointer", "/data"}}}, {"status", "422"}};
}

json record_error(std::string const& id) {
  return {{"title", "Registro não encontrado"},
          {"detail", "O registro identificado por " + id + " não pôde ser encontrado"},
          {"code", "404"},
          {"status", "404"}};
}

json query_error(std::string const& code, std::string const& title, std::string const& detail) {
  return {{"title", title}, {"detail", detail}, {"code", code}, {"status", "400"}};
}

json controller_error(std::string const& detail) {
  return {{"code", "unprocessable_entity"}, {"status", 422}, {"detail", detail}};
}

void problem_list::check() const {
  if (!empty()) throw rejection{json_reply(status_, {{"errors", errors_}})};
}

reply errors_reply(int status, json const& error) {
  return json_reply(status, {{"errors", json::array({error})}});
}

void reject(int status, json const& error) {
  throw rejection{errors_reply(status, error)};
}

void reject_forbidden(std::string const& title, std::string const& detail) {
  throw rejection{forbidden_reply(title, detail)};
}

void reject_state(std::string const& detail) {
  reject_forbidden("Verificação", detail);
}

void reject_unknown(std::string const& id) {
  reject(404, record_error(id));
}

void require_room(std::size_t there, std::size_t most, char const* of) {
  if (there >= most) reject(422, base_error("o envelope deve ter no máximo " + std::to_string(most) + ' ' + of));
}

reply forbidden_reply(std::string const& title, std::string const& detail) {
  return errors_reply(403, {{"code", "forbidden"}, {"status", 403}, {"title", title}, {"detail", detail}});
}

reply feature_off_reply() {
  return errors_reply(
      503, {{"code", "service_unavailable"}, {"status", 503}, {"title", "Verificação"}, {"detail", "Serviço indisponível"}});
}

reply unauthorized_reply() {
  return errors_reply(
      401, {{"code", "unauthorized"}, {"status", 401}, {"title", "Não autorizado"}, {"detail", "Access Token inválido"}});
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
