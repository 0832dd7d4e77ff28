#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// Where one signer of one document stands. A signature outweighs everything else, whatever came before or after it.
enum class signer_status { waiting, viewed, started, refused, delegated, removed, has_signed };

/// `waiting`, `viewed`, … `has_signed`.
RUBRICA_EXPORT std::string_view name(signer_status value) noexcept;

/// What is known of one signer of one document. The flags only ever go from false to true, `removed` excepted.
struct signer_state {
  signer_id signer{}; ///< at AssineBem the party
  personal name{};    ///< as last heard; empty where no callback said it
  personal email{};
  bool viewed = false;
  bool started = false;
  bool refused = false; ///< at least once
  bool has_signed = false;
  bool delegated = false;
  bool removed = false; ///< false again when the signer was added again later
  timestamp signed_at{};

  [[nodiscard]] RUBRICA_EXPORT signer_status status() const noexcept;
};

enum class document_status {
  unknown,          ///< only what `expect` said
  running,          ///< something happened, and no end is known
  deadline_reached, ///< the deadline passed, and no signature is known: cancelled, as a rule
  closed,           ///< finished, perhaps without some of the signatures
  cancelled,
  invalidated, ///< AssineBem
  conflict,    ///< closed and cancelled, or signed and invalidated: ask the provider
};

/// `unknown`, `running`, … `conflict`.
RUBRICA_EXPORT std::string_view name(document_status value) noexcept;

/// What is known of one document. The flags only ever go from false to true.
struct document_state {
  std::string provider{}; ///< `clicksign` or `assinebem`
  envelope_id envelope{};
  document_id document{};
  bool heard_of = false; ///< a callback was about it
  bool closed = false;
  bool all_signed = false; ///< proven, see `history`
  bool file_ready = false;
  bool cancelled = false;
  bool deadline_reached = false;
  bool invalidated = false;
  std::vector<signer_state> signers{}; ///< in the order of their ids

  [[nodiscard]] RUBRICA_EXPORT bool conflict() const noexcept;
  [[nodiscard]] RUBRICA_EXPORT bool anybody_signed() const noexcept;
  [[nodiscard]] RUBRICA_EXPORT document_status status() const noexcept;
};

}}} // namespace rubrica::v0_1::signing
