#pragma once

/// Everything of `rubrica::core` and `rubrica::rubrica` at once. To compile less, include the single headers that you use. Not in
/// it, because they need more than these: `sandbox`, `workflow` and `interop`.

#include <rubrica/assinebem/label.hpp>
#include <rubrica/assinebem/parse.hpp>
#include <rubrica/assinebem/security.hpp>
#include <rubrica/callbacks/label.hpp>
#include <rubrica/callbacks/router.hpp>
#include <rubrica/clicksign/client.hpp>
#include <rubrica/clicksign/ensure_webhook.hpp>
#include <rubrica/clicksign/future.hpp>
#include <rubrica/clicksign/label.hpp>
#include <rubrica/clicksign/webhook/diagnose.hpp>
#include <rubrica/clicksign/webhook/label.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/version.hpp>
#include <rubrica/http/curl_transport.hpp>
#include <rubrica/http/log_observer.hpp>
#include <rubrica/pacto/label.hpp>
#include <rubrica/pacto/parse.hpp>
#include <rubrica/signing/async_sender.hpp>
#include <rubrica/signing/br_identifiers.hpp>
#include <rubrica/signing/describe.hpp>
#include <rubrica/signing/folder_journal.hpp>
#include <rubrica/signing/help_page.hpp>
#include <rubrica/signing/history.hpp>
#include <rubrica/signing/label.hpp>
#include <rubrica/signing/origin.hpp>
#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/replace_signer.hpp>
#include <rubrica/signing/request.hpp>
#include <rubrica/signing/rules.hpp>
#include <rubrica/signing/sender.hpp>
#include <rubrica/signing/verify_signed_file.hpp>
#include <rubrica/signing/withdrawal.hpp>
