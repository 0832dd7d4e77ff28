#pragma once

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/position.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What a signer has to do with a document.
struct requirement_action : open_enum<requirement_action> {
  using open_enum::open_enum;
  static constexpr known agree{"agree"};                       ///< sign in a role ("qualificacao")
  static constexpr known provide_evidence{"provide_evidence"}; ///< authenticate
  static constexpr known rubricate{"rubricate"};               ///< put initials on pages
  static constexpr known all[] = {agree, provide_evidence, rubricate};
};

/// Connects one signer to one document (clicksign-rest §8). ClickSign does not say which ones: list with a filter.
struct requirement {
  requirement_id id{};
  requirement_action action{};
  clicksign::role role{};           ///< with `agree`
  clicksign::authentication auth{}; ///< with `provide_evidence`
  std::string pages{};              ///< with `rubricate`: `all` or `1, 2, 3`
  std::string rubric_field{};       ///< with `rubricate`: name of a position tag in the file
  /// With `rubricate`: places on its pages. A page of 0 or a coordinate below 0 was not in the answer.
  std::vector<position> positions{};
  rubric_kind kind{}; ///< with `rubricate`
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A requirement to create. Every document needs `agree` and `provide_evidence` for each of its signers.
struct new_requirement {
  document_id document{};
  signer_id signer{};
  requirement_action action = requirement_action::agree;
  clicksign::role role{};
  clicksign::authentication auth{};
  // With `rubricate` exactly one of these three.
  std::string pages{};               ///< `all` or `1, 3`; ranges are refused
  std::string rubric_field{};        ///< `position_sign_ID` as it stands in the file, without braces and `~`
  std::vector<position> positions{}; ///< in any file
  rubric_kind kind{};                ///< with `rubricate`; empty: initials
};

/// Which requirements to list; empty members do not filter.
struct requirement_query {
  document_id document{};
  signer_id signer{};
  requirement_action action{};
  clicksign::paging paging{};
};

/// `/envelopes/{envelope_id}/requirements`; for several at once and for running envelopes see `bulk_requirements`.
template <class Mode> class RUBRICA_EXPORT basic_requirements : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Only in a draft: `errc::not_draft` otherwise. `errc::not_ready` while ClickSign still processes the file. Nothing is sent
  /// and `errc::invalid_argument` names the place when `positions` come with `pages` or a `rubric_field`, or when one of them is
  /// outside of the page or on a page below 1; ClickSign would refuse the whole request (clicksign-rest §8.6).
  reply<requirement> create(envelope_id const& envelope, new_requirement const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this envelope does not have.
  reply<requirement> get(envelope_id const& envelope, requirement_id const& id, call_options const& options = {}) const;
  /// The requirements of the envelope.
  [[nodiscard]] list_of<requirement> list(envelope_id const& envelope, requirement_query const& query = {},
                                          call_options const& options = {}) const;
  /// Those of a document, whichever envelope it is in. Two official libraries have this route and a third says that API v3 does
  /// not: where it is absent the call ends with `errc::not_found`, and `list` with a `requirement_query::document` serves. An entry
  /// may have no more than its id: whether ClickSign lists requirements or their identifiers is not recorded (clicksign-rest §15.12).
  [[nodiscard]] list_of<requirement> list_of_document(document_id const& document, clicksign::paging const& paging = {},
                                                      call_options const& options = {}) const;
  /// Those of a signer, likewise.
  [[nodiscard]] list_of<requirement> list_of_signer(signer_id const& signer, clicksign::paging const& paging = {},
                                                    call_options const& options = {}) const;
  /// Only in a draft: `errc::not_draft` otherwise.
  reply<void> remove(envelope_id const& envelope, requirement_id const& id, call_options const& options = {}) const;
};

using requirements = basic_requirements<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
