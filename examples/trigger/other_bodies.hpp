#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <random>
#include <string>

namespace trigger {

using json = nlohmann::ordered_json;

/// The ids of one run: without ids of their own, the callbacks of two runs would be repeats of each other.
class run_ids {
public:
  run_ids() : number_(std::random_device{}() % 900'000'000 + 100'000'000) {}

  std::string document() const { return std::to_string(number_); }
  std::string party(unsigned which = 1) const { return std::to_string(number_ + which); }

private:
  unsigned number_;
};

/// AssineBem's nine, by the templates of its documentation (assinebem §7).
inline json assinebem_body(std::string const& kind, run_ids const& ids) {
  json const of_document{{"id_externo", ids.document()}};
  json of_party{{"id_externo_documento", ids.document()}, {"id_externo_contato", ids.party()}};
  auto const with = [&of_party](json const& more) {
    json out = of_party;
    out.update(more);
    return out;
  };
  json const signature{{"id_externo", ids.party()},
                       {"dt_criado", "28/11/2026 09:00:00"},
                       {"dt_visualizado", "28/11/2026 10:00:00"},
                       {"dt_assinado", "28/11/2026 10:05:00"},
                       {"identificador_assinatura", "A-" + ids.party()}};
  if (kind == "documento_assinado") return {{"dados", {{"documento", of_document}, {"partes", json::array({signature})}}}};
  if (kind == "status_parte") return {{"id_externo", ids.party()}, {"id_status_parte", "2"}};
  if (kind == "documento_invalidado")
    return {{"dados", {{"documento", {{"id_externo", ids.document()}, {"motivo", "Prazo encerrado."}}}}}};
  if (kind == "parte_assinou") return with({{"identificador_assinatura", "A-" + ids.party()}});
  if (kind == "parte_recusou") return with({{"motivo_recusa", "Dados incorretos"}, {"descricao", "O valor não confere."}});
  if (kind == "parte_preencheu_dados")
    return {{"id_externo", ids.party()},
            {"cpf", "529.982.247-25"},
            {"dt_nascimento", "01/02/1980"},
            {"descricao", "Dados conferidos"}};
  if (kind == "parte_delegou")
    return {{"id_externo_documento", ids.document()},
            {"id_externo_delegador", ids.party()},
            {"id_externo_delegado", ids.party(2)},
            {"parte_delegado",
             {{"nome", "Bia Reis"},
              {"cpf", "111.444.777-35"},
              {"email", "bia@acme.example"},
              {"ddd", "11"},
              {"telefone", "987654321"},
              {"id_externo_slot", "1"},
              {"identificacao_parte", "Contratante"}}}};
  if (kind == "parte_visualizou") return with({{"dt_visualizado", "28/11/2026 10:00:00"}});
  json const file{{"id_documento_parte_anexo", "31"},    {"id_documento_parte", "21"},
                  {"id_doc_config_anexo", "11"},         {"id_status_doc_anexo", "1"},
                  {"nome_arquivo", "comprovante.pdf"},   {"caminho_arquivo", "anexos/comprovante.pdf"},
                  {"dt_criacao", "28/11/2026 10:02:00"}, {"descricao_status_documento_anexo", "Pendente"}};
  return with({{"anexo", json::array({{{"identificacao", "comprovante"},
                                       {"label", "Comprovante de endereço"},
                                       {"obrigatorio", 1},
                                       {"limite_arquivos", 1},
                                       {"arquivos", json::array({file})}}})}});
}

/// Pacto's five. No payload of them is public; the members are of its data API (pacto §3), and `evento` names the kind wherever the
/// URL does not.
inline json pacto_body(std::string const& kind, run_ids const& ids) {
  json out{
      {"evento", kind},
      {"chave", "0123456789abcdef0123456789abcdef"},
      {"empresa", {{"codigo", 1}, {"nome", "Academia Exemplo"}}},
      {"cliente", {{"codigo", ids.party()}, {"nome", "Ana Souza"}, {"cpf", "529.982.247-25"}, {"email", "ana@acme.example"}}},
      {"matricula", "000123"},
      {"dataRegistro", "28/11/2026 10:00:00"}};
  if (kind == "notificarContrato")
    out.update(
        {{"codigoContrato", ids.document()}, {"descricaoPlano", "Plano anual"}, {"valor", "1199.00"}, {"produtos", {1, 2}}});
  if (kind == "notificarVendaAvulsa") out.update({{"produtos", {3}}, {"valor", "59.90"}});
  if (kind == "notificarPagamento") out.update({{"recibo", ids.document()}, {"valor", "99.90"}});
  return out;
}

} // namespace trigger
