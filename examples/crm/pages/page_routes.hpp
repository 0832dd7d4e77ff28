#pragma once

#include "pages/visit.hpp"

#include <vector>

namespace crm {

/// An address and who answers it. The pattern is a regular expression; its groups are `visit::number`.
struct page_route {
  char const* method = "GET";
  char const* pattern = "";
  answer (*handle)(visit const&) = nullptr;
};

/// Every address that needs somebody who has signed in.
std::vector<page_route> const& page_routes();

answer login_page(app& of);
answer sign_out_form(visit const& of);
/// To a form that did not come from this session.
answer refused_form(visit const& of);

// Contacts, opportunities and projects.
answer list_records(visit const& of);
answer new_record_page(visit const& of);
answer create_record(visit const& of);
answer show_record(visit const& of);
answer link_contact(visit const& of);

// Their documents.
answer documents_tab(visit const& of);
answer new_document_page(visit const& of);
answer create_document(visit const& of);
answer edit_document_page(visit const& of);
answer change_document(visit const& of);
answer delete_document_page(visit const& of);
answer delete_document_form(visit const& of);
answer original_file(visit const& of);
answer signed_file(visit const& of);

// Signing.
answer signer_window(visit const& of);
answer send_form(visit const& of);
answer follow_page(visit const& of);
answer act_form(visit const& of);

// What an administrator sets up.
answer integrations_page(visit const& of);
answer new_integration_page(visit const& of);
answer save_integration(visit const& of);
answer remove_integration_form(visit const& of);
answer save_secret_form(visit const& of);
answer register_webhook_form(visit const& of);
answer health_page(visit const& of);
answer profile_page(visit const& of);
answer inbox_page(visit const& of);

} // namespace crm
