#pragma once

#include "signing/sending/machine.hpp"

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/clicksign/resources.hpp>

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What a machine asks for, as calls to ClickSign. Lists are fetched whole.
class call_maker {
public:
  using resources = clicksign::resources<clicksign::deferred>;

  call_maker(resources const& at, machine const& of, clicksign::call_options options)
      : at_(at), of_(of), options_(std::move(options)) {}

  clicksign::pending_call<std::vector<clicksign::envelope>> operator()(calls::list_envelopes const&) const;
  clicksign::pending_call<std::vector<clicksign::document>> operator()(calls::look_into const&) const;
  clicksign::pending_call<clicksign::envelope> operator()(calls::create_envelope const&) const;
  clicksign::pending_call<clicksign::envelope> operator()(calls::get_envelope const&) const;
  clicksign::pending_call<clicksign::envelope> operator()(calls::activate_envelope const&) const;
  clicksign::pending_call<void> operator()(calls::remove_envelope const&) const;
  clicksign::pending_call<std::vector<clicksign::document>> operator()(calls::list_documents const&) const;
  clicksign::pending_call<clicksign::document> operator()(calls::create_document const&) const;
  clicksign::pending_call<void> operator()(calls::remove_document const&) const;
  clicksign::pending_call<std::vector<clicksign::signer>> operator()(calls::list_signers const&) const;
  clicksign::pending_call<clicksign::signer> operator()(calls::create_signer const&) const;
  clicksign::pending_call<void> operator()(calls::remove_signer const&) const;
  clicksign::pending_call<std::vector<clicksign::watcher>> operator()(calls::list_watchers const&) const;
  clicksign::pending_call<clicksign::watcher> operator()(calls::create_watcher const&) const;
  clicksign::pending_call<void> operator()(calls::remove_watcher const&) const;
  clicksign::pending_call<std::vector<clicksign::requirement>> operator()(calls::list_requirements const&) const;
  clicksign::pending_call<std::vector<result<clicksign::requirement>>> operator()(calls::create_requirements const&) const;
  clicksign::pending_call<void> operator()(calls::remove_requirement const&) const;
  clicksign::pending_call<clicksign::notification> operator()(calls::notify const&) const;

private:
  [[nodiscard]] plan const& wanted() const { return of_.value().plan; }

  resources const& at_;
  machine const& of_;
  clicksign::call_options options_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
