#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/sending.hpp>
#include <rubrica/workflow/submission.hpp>

#include <chrono>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// A piece of a file that was given as bytes.
struct content_part {
  int number = 0;        ///< of the file, counted from 0
  int part = 0;          ///< counted from 0
  std::string content{}; ///< base64
};

/// A submission that was checked, as it is stored.
struct prepared_submission {
  std::string sending_key{};
  std::string digest{};
  std::string sending{}; ///< JSON, without the bytes of files
  std::vector<content_part> contents{};
};

/// The key of its sending: the same in every database, so that ClickSign can be asked for an envelope that a database does not know.
std::string sending_key(std::string const& tenant, std::string const& id, int attempt);

/// `invalid_argument` for a name that cannot be a tenant or an id.
result<void> check_names(std::string const& tenant, std::string const& id);

result<prepared_submission> prepare(submission const& one, std::chrono::system_clock::time_point now);

/// Puts the bytes back into the plan. `file_error`: a part is missing or damaged.
result<void> put_contents(signing::sending& into, std::vector<content_part> const& parts);

} // namespace workflow
RUBRICA_END_NAMESPACE
