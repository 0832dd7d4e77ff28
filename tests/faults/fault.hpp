#pragma once

#include "support/http/raw_server.hpp"

#include "operations/operation.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/core/error.hpp>

#include <functional>
#include <string>
#include <vector>

namespace rubrica_test {

/// The target of the request.
enum class place {
  here, ///< a server that the fault controls completely
  refused_port,
  unknown_name,
  here_over_tls,
  self_signed,
  expired,
  other_name,
  other_authority,
  tls_1_1,
  not_tls, ///< the URL is https, but the server does not speak TLS
};

/// What is known about the effect of a request with the fault.
enum class trace {
  none,    ///< it never left
  refused, ///< it was answered, and not done
  unknown, ///< it may have been done
  done,    ///< there is no failure
};

/// Which operations are repeated then.
enum class again { none, harmless_ones, all_but_messages };

/// A connection, and what the fault needs to handle it.
struct scene {
  connection& peer;
  std::string const& good; ///< the body of a right answer
  rubrica::cancel_flag& cancelled;
  operation const& by; ///< the operation whose request has the fault
};

struct fault {
  std::string name;
  rubrica::errc code = rubrica::errc::protocol;
  trace left = trace::unknown;
  again repeats = again::none;
  std::function<void(scene const&)> serve{};
  place where = place::here;
  bool reads_requests = true;       ///< whether complete requests reach the server
  bool warm = false;                ///< affects a connection that was used before
  bool silent = false;              ///< ends only by the call's deadline
  bool large = false;               ///< needs many megabytes
  bool empty = false;               ///< the answer has no body
  bool no_end = false;              ///< the answer does not say where it ends
  bool begins_right = false;        ///< a complete answer with only a part of the right body
  int status = 0;                   ///< status of the complete answer; 0: there is none
  std::vector<shape> accepted_as{}; ///< shapes for which the answer is right
};

/// All faults; redirects lead to the URL.
std::vector<fault> all_faults(std::string const& elsewhere);

/// The required result of an operation with a fault.
struct expectation {
  bool succeeds;
  rubrica::errc code;
  rubrica::outcome outcome;
  int attempts; ///< as an observer sees them
  int requests; ///< whole ones, as the server sees them
};

/// The rule for the whole matrix; with `may_repeat` the client has its own policy, without it one attempt.
expectation expected(fault const& met, operation const& by, bool may_repeat);

/// The same for the file that `documents().download` fetches from the storage service.
expectation expected_of_download(fault const& met);
/// How often the download then asks the API for a link.
int links_asked_for(fault const& met);

} // namespace rubrica_test
