#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

enum class step {
  waiting, ///< nothing happens until `progress::until`, because of `progress::reason`
  envelope_created,
  uploading,
  document_created,
  signer_created,
  watcher_created,
  requirements_set,
  activated,
  notified
};

/// Why a sending waits.
enum class wait_reason {
  none,
  lost_answer,     ///< a request without an answer may still arrive at ClickSign; only afterwards it is looked for
  file_processing, ///< ClickSign still processes a file
  other_sender,    ///< another process sends under the same key
  list_behind      ///< a list does not show yet what ClickSign has confirmed
};

/// The enumerator's own name: `lost_answer`.
RUBRICA_EXPORT std::string_view to_string(wait_reason reason);

/// How far the sending has come.
struct progress {
  signing::step step = step::envelope_created;
  std::size_t index = 0;   ///< which file, signer or watcher
  std::string id{};        ///< id of the created record
  std::uint64_t bytes = 0; ///< with `uploading`: of the request body
  std::uint64_t total = 0;
  wait_reason reason = wait_reason::none;
  std::chrono::system_clock::time_point until{}; ///< with `waiting`: by the clock of the client
};

} // namespace signing
RUBRICA_END_NAMESPACE
