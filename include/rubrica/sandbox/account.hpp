#pragma once

#include <rubrica/core/secret.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// What ClickSign can withhold from an account (clicksign-rest §3.2, §17). Each switch makes every call get this answer.
struct account_switches {
  bool blocked = false;       ///< 403 `Conta bloqueada, entre em contato com ajuda@clicksign.com`
  bool no_api_user = false;   ///< 403 `E-mail do usuário da API não configurado`
  bool no_templates = false;  ///< 403 `A conta não possui acesso a essa funcionalidade`, for templates alone
  bool envelopes_off = false; ///< 503 `Serviço indisponível`: the feature is not enabled for the account
};

/// An account besides the first one, with its own records, webhooks and quota.
struct account {
  secret token{};
  std::string webhook_url{}; ///< where its callbacks go; empty: nowhere
  secret webhook_secret{"sandbox-webhook-secret"};
  account_switches switches{};
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
