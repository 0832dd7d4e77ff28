#pragma once

#include "pages/visit.hpp"

namespace crm {

/// Answers every address of the CRM. The app must live as long as the server.
void serve_pages(httplib::Server& server, app& of);

} // namespace crm
