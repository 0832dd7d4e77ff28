#pragma once

#include "clicksign/protocol/prepared_call.hpp"
#include "signing/sending/machine.hpp"

#include <rubrica/clicksign/resources.hpp>

#include <memory>

namespace simulation {

/// One call of a sending, with all pages of a list, before its answer is known.
class running_call {
public:
  virtual ~running_call() = default;
  [[nodiscard]] virtual rubrica::clicksign::prepared_call const& prepared() const = 0;
  /// The answer to what is prepared. True: the next page is prepared now; false: the result was given to the machine.
  virtual bool take(rubrica::clicksign::finished_call ended) = 0;
};

/// Changes what a call told, before the machine hears it; does nothing in a sound run.
class tampering {
public:
  virtual ~tampering() = default;
  virtual void alter(std::vector<rubrica::clicksign::envelope>&) {}
  virtual void alter(rubrica::clicksign::envelope&) {}
};

std::unique_ptr<running_call> begin_call(rubrica::signing::calls::any call,
                                         rubrica::clicksign::resources<rubrica::clicksign::deferred> const& client,
                                         rubrica::signing::machine& asking, rubrica::clicksign::call_options limits,
                                         tampering& hand);

} // namespace simulation
