#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/notification.hpp>
#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/clicksign/signer.hpp>
#include <rubrica/clicksign/watcher.hpp>
#include <rubrica/core/result.hpp>

#include <cstddef>
#include <variant>
#include <vector>

// What a sending asks its driver to do. The plan and the ids that are known say the rest.

RUBRICA_BEGIN_NAMESPACE
namespace signing { namespace calls {

struct list_envelopes { // of the planned name
  using reply = std::vector<clicksign::envelope>;
};
struct look_into { // another envelope of that name: its documents say whose it is
  using reply = std::vector<clicksign::document>;
  envelope_id envelope;
};
struct create_envelope {
  using reply = clicksign::envelope;
};
struct get_envelope {
  using reply = clicksign::envelope;
};
struct activate_envelope {
  using reply = clicksign::envelope;
};
struct remove_envelope {
  using reply = void;
  envelope_id envelope;
};

struct list_documents {
  using reply = std::vector<clicksign::document>;
};
struct create_document {
  using reply = clicksign::document;
  std::size_t index;
};
struct remove_document {
  using reply = void;
  document_id document;
};

struct list_signers {
  using reply = std::vector<clicksign::signer>;
};
struct create_signer {
  using reply = clicksign::signer;
  std::size_t index;
};
struct remove_signer {
  using reply = void;
  signer_id signer;
};

struct list_watchers {
  using reply = std::vector<clicksign::watcher>;
};
struct create_watcher {
  using reply = clicksign::watcher;
  std::size_t index;
};
struct remove_watcher {
  using reply = void;
  watcher_id watcher;
};

struct list_requirements { // of one pair: the answer does not say whose they are (clicksign-rest §8.4)
  using reply = std::vector<clicksign::requirement>;
  std::size_t document;
  std::size_t signer;
};
struct create_requirements {
  using reply = std::vector<result<clicksign::requirement>>;
  std::vector<std::size_t> which; ///< indices in `plan::requirements`
};
struct remove_requirement {
  using reply = void;
  requirement_id requirement;
};

struct notify {
  using reply = clicksign::notification;
};

using any =
    std::variant<list_envelopes, look_into, create_envelope, get_envelope, activate_envelope, remove_envelope, list_documents,
                 create_document, remove_document, list_signers, create_signer, remove_signer, list_watchers, create_watcher,
                 remove_watcher, list_requirements, create_requirements, remove_requirement, notify>;

/// A reply to any of them; `std::monostate` is that of a call without a value.
using any_reply =
    std::variant<std::monostate, std::vector<clicksign::envelope>, clicksign::envelope, std::vector<clicksign::document>,
                 clicksign::document, std::vector<clicksign::signer>, clicksign::signer, std::vector<clicksign::watcher>,
                 clicksign::watcher, std::vector<clicksign::requirement>, std::vector<result<clicksign::requirement>>,
                 clicksign::notification>;

}} // namespace signing::calls
RUBRICA_END_NAMESPACE
