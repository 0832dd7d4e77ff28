#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/signing/sending.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Where sendings are recorded, so that one that was interrupted is found again. `folder_journal` keeps them in files; a CRM may
/// keep them in its own database.
///
/// One process at a time is at work on a sending. It holds it from the first `save` until `sending::held_until`, until it saves an
/// earlier `held_until`, or until it is certainly gone. May be used from several threads at once.
class RUBRICA_EXPORT journal {
public:
  virtual ~journal();

  /// Durable when it returns. `not_ready` when another process holds the sending, or took it over: nothing may be sent for it then.
  virtual result<void> save(sending const& one) = 0;
  /// The sending of this key; nothing when there is none. `not_ready` when another process holds it.
  virtual result<std::optional<sending>> load(std::string const& key) = 0;
  /// All sendings that nobody holds.
  virtual result<std::vector<sending>> load_open() = 0;
  /// The sending has ended. It may come back after a power failure: then ClickSign tells that it has ended.
  virtual result<void> forget(std::string const& key) = 0;
};

} // namespace signing
RUBRICA_END_NAMESPACE
