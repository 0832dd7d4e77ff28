#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// What ClickSign can withhold from an account, and where its sources disagree (clicksign-rest §3.2, §15, §17). All are off: that
/// is how the service most likely is.
struct account_switches {
  // Each of these makes every call get this answer.
  bool blocked = false;       ///< 403 `Conta bloqueada, entre em contato com ajuda@clicksign.com`
  bool no_api_user = false;   ///< 403 `E-mail do usuário da API não configurado`
  bool no_templates = false;  ///< 403 `A conta não possui acesso a essa funcionalidade`, for templates alone
  bool envelopes_off = false; ///< 503 `Serviço indisponível`: the feature is not enabled for the account

  // A signer signs a document when a qualification (`agree`) ties them: they are a pair. An activation needs a pair for each
  // document and for each signer, an authentication of each signer on one of his documents, and no authentication or rubric
  // where there is no pair (the last is debatable: nobody has recorded it).
  bool strict_pairs = false;                   ///< it needs an authentication for each pair
  bool every_signer_on_every_document = false; ///< it needs every possible pair, with an authentication

  /// `bulk_requirements` does what it can, and answers 200 with a slot for each operation. Otherwise, and always for a rule of
  /// `positions`, one refused operation refuses the whole request, and the errors name the operation in their pointers.
  bool bulk_operations_fail_alone = false;

  // Of `envelope_bulk_creations`. A job makes the envelope `server_options::bulk_creation_after` later, activates it and calls
  // its signers; `metadata.source` is demanded of the envelope.
  bool bulk_creation_forbidden = false;          ///< 403 `A conta não possui acesso a essa funcionalidade`
  bool bulk_creation_unavailable = false;        ///< 503 `Serviço indisponível`
  bool bulk_creation_missing = false;            ///< no such route: the 404 page
  bool bulk_creation_tells_envelope = false;     ///< answers `envelope_id` and `status`, not `job_id` and `enqueued_at`
  bool bulk_creation_singular_type = false;      ///< the type is `envelope-bulk-creation`, any other is refused
  bool bulk_creation_source_in_document = false; ///< `metadata.source` is demanded of the document, too
  bool bulk_creation_refuses_group = false;      ///< a signer's `group` is refused with 400
  bool bulk_creation_at_once = false;            ///< it is done when it is answered
  bool bulk_creation_stays_draft = false;        ///< the envelope is not activated, and nobody is called
  bool bulk_creation_fails = false;              ///< the job fails, makes nothing and tells nobody
};

/// Sets the switch of this name, which is the member's: this is how `--switch` and `/__sandbox/switches` spell it.
/// `invalid_argument` when there is none; its message lists them.
RUBRICA_EXPORT result<void> set_switch(account_switches& switches, std::string_view name, bool on = true);

/// An account besides the first one, with its own records, webhooks and quota.
struct account {
  secret token{};
  std::string webhook_url{}; ///< where its callbacks go; empty: nowhere
  secret webhook_secret{"sandbox-webhook-secret"};
  account_switches switches{};
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
