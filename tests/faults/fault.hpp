#pragma once

#include "support/http/raw_server.hpp"

#include "operations/operation.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/core/error.hpp>

#include <functional>
#include <string>
#include <vector>

namespace rubrica_test {

/// Where the request goes.
enum class place {
  here, ///< a server whose every byte is the fault's
  refused_port,
  unknown_name,
  here_over_tls,
  self_signed,
  expired,
  other_name,
  other_authority,
  tls_1_1,
  not_tls, ///< the address is https, and what listens there is not
};

/// What is known about the effect of a request that met the fault.
enum class trace {
  none,    ///< it never left
  refused, ///< it was answered, and not done
  unknown, ///< it may have been done
  done,    ///< nothing is wrong after all
};

/// Which operations are then done again.
enum class again { none, harmless_ones, all_but_messages };

/// A connection, and what the fault may do with it.
struct scene {
  connection& peer;
  std::string const& good; ///< the body of a right answer
  rubrica::cancel_flag& cancelled;
  operation const& by; ///< whose request meets the fault
};

struct fault {
  std::string name;
  rubrica::errc code = rubrica::errc::protocol;
  trace left = trace::unknown;
  again repeats = again::none;
  std::function<void(scene const&)> serve{};
  place where = place::here;
  bool reads_requests = true;       ///< whether whole requests reach the server
  bool warm = false;                ///< meets a connection that was used before
  bool silent = false;              ///< ends by the call's deadline only
  bool large = false;               ///< takes many megabytes to show
  bool empty = false;               ///< the answer has no body
  bool no_end = false;              ///< the answer does not say where it ends
  bool begins_right = false;        ///< a complete answer with a part of the right body
  int status = 0;                   ///< of the complete answer that the server gives; 0: it gives none
  std::vector<shape> accepted_as{}; ///< answers that it is right for
};

/// All faults; redirects lead to the URL.
std::vector<fault> all_faults(std::string const& elsewhere);

/// What must come of an operation that meets a fault.
struct expectation {
  bool succeeds;
  rubrica::errc code;
  rubrica::outcome effect;
  int attempts; ///< as an observer sees them
  int requests; ///< whole ones, as the server sees them
};

/// The rule of the whole matrix; with `may_repeat` the client has its own policy, without it one attempt.
expectation expected(fault const& met, operation const& by, bool may_repeat);

/// The same for the file that `documents().download` fetches from the storage service.
expectation expected_of_download(fault const& met);
/// How often it asks the API for a link then.
int links_asked_for(fault const& met);

} // namespace rubrica_test
