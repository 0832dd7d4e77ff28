#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A person's consent to automatic signatures (clicksign-rest §10.2). Once the account's administrator and the signer have signed
/// it, outside the API, a signer of the same name, e-mail, birthday and CPF whose only authentication is `auth::auto_signature`
/// signs automatically when the envelope runs. For accounts of legal persons.
///
/// ClickSign does not show here whether the term is signed; until then a requirement of `auto_signature` is refused.
struct auto_signature_term {
  auto_signature_term_id id{};
  personal name{};
  personal email{};
  personal documentation{}; ///< the CPF, `000.000.000-00`
  personal birthday{};      ///< `YYYY-MM-DD`
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A term to create. Every member is required.
struct new_auto_signature_term {
  personal name{};
  personal email{};
  personal documentation{}; ///< the CPF with its punctuation
  personal birthday{};      ///< `YYYY-MM-DD`
  personal api_email{};     ///< of the operator: the API user whose envelopes are signed automatically
  personal admin_email{};   ///< of the administrator who signs the term for the account
};

/// `/auto_signature/terms`
template <class Mode> class RUBRICA_EXPORT basic_auto_signature_terms : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;

  /// Sent once only, as `envelopes().create`; after `outcome::ambiguous` a second call is harmless: `errc::taken` says that the
  /// signer has a term with this operator.
  reply<auto_signature_term> create(new_auto_signature_term const& request, call_options const& options = {}) const;
  /// Only the official Java library has this call.
  reply<auto_signature_term> get(auto_signature_term_id const& id, call_options const& options = {}) const;
};

using auto_signature_terms = basic_auto_signature_terms<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
