#pragma once

#include "sandbox/service/scheduler.hpp"

#include <rubrica/core/result.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// The lifecycle of acceptance terms (clicksign-rest §10.1). All of it runs while the account's state is locked.

/// Gives the term its next status and queues the callback.
void announce(account_state& service, acceptance_term& one, std::string const& status, instant at);

/// Whether it is sent or still to be sent.
bool is_open(acceptance_term const& one);

result<void> answer_acceptance(account_state& service, std::string const& id, acceptance_answer answer);

/// Offers what is due for terms: sending and expiry.
void offer_acceptance_chores(account_state& service, schedule& next);

} // namespace sandbox
RUBRICA_END_NAMESPACE
