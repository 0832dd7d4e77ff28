#include "pages/page_routes.hpp"

namespace crm {

std::vector<page_route> const& page_routes() {
  static std::vector<page_route> const all = {
      {"POST", "/sair", sign_out_form},

      {"GET", "/(contatos|oportunidades|projetos)", list_records},
      {"GET", "/(contatos|oportunidades|projetos)/novo", new_record_page},
      {"POST", "/(contatos|oportunidades|projetos)", create_record},
      {"GET", "/(contatos|oportunidades|projetos)/(\\d+)", show_record},
      {"POST", "/(contatos|oportunidades|projetos)/(\\d+)/contatos", link_contact},

      {"GET", "/(contatos|oportunidades|projetos)/(\\d+)/documentos", documents_tab},
      {"GET", "/(contatos|oportunidades|projetos)/(\\d+)/documentos/novo", new_document_page},
      {"POST", "/(contatos|oportunidades|projetos)/(\\d+)/documentos", create_document},

      {"GET", "/documentos/(\\d+)", follow_page},
      {"POST", "/documentos/(\\d+)/acao", act_form},
      {"GET", "/documentos/(\\d+)/enviar", signer_window},
      {"POST", "/documentos/(\\d+)/enviar", send_form},
      {"GET", "/documentos/(\\d+)/editar", edit_document_page},
      {"POST", "/documentos/(\\d+)/editar", change_document},
      {"GET", "/documentos/(\\d+)/excluir", delete_document_page},
      {"POST", "/documentos/(\\d+)/excluir", delete_document_form},
      {"GET", "/documentos/(\\d+)/original", original_file},
      {"GET", "/documentos/(\\d+)/assinado", signed_file},

      {"GET", "/integracoes", integrations_page},
      {"GET", "/integracoes/novo", new_integration_page},
      {"POST", "/integracoes", save_integration},
      {"POST", "/integracoes/excluir", remove_integration_form},
      {"POST", "/integracoes/segredo", save_secret_form},
      {"POST", "/integracoes/webhook", register_webhook_form},
      {"GET", "/integracoes/saude", health_page},
      {"GET", "/perfil", profile_page},
      {"GET", "/caixa-de-entrada", inbox_page},
  };
  return all;
}

} // namespace crm
