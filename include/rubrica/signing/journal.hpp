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
/// One run at a time is at work on a sending. It holds it, as `sending::holder`, from the first `save` or `claim` until
/// `sending::held_until`, or until it is certainly gone. May be used from several threads at once.
class RUBRICA_EXPORT journal {
public:
  virtual ~journal();

  /// Durable when it returns. `not_ready`, and nothing is changed, when another run holds the sending or took it over.
  virtual result<void> save(sending const& one) = 0;
  /// `save` for a sending that was found here, and that `former` held. `not_ready`, and nothing is changed, when it is not here any
  /// more or somebody took it over since: between finding and claiming it any time may pass.
  virtual result<void> claim(sending const& one, std::string const& former) = 0;
  /// The sending of this key; nothing when there is none. `not_ready` when a run holds it.
  virtual result<std::optional<sending>> load(std::string const& key) = 0;
  /// All sendings that no run holds, and an error for each that cannot be read.
  virtual result<std::vector<result<sending>>> load_open() = 0;
  /// The sending has ended; nothing is changed when another run took it over. It may come back after a power failure: then
  /// ClickSign tells that it has ended.
  virtual result<void> forget(sending const& one) = 0;
};

} // namespace signing
RUBRICA_END_NAMESPACE
