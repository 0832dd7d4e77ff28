#pragma once

#include "database.hpp"

#include <rubrica/workflow/view.hpp>

#include <optional>
#include <string>
#include <vector>

namespace crm {

/// What a list shows of a sending. It is made of the engine's view whenever a change tells that there is something new, so that a
/// list of two hundred documents is one query.
struct sending {
  int number = 1;          ///< counted from 1; each goes to signers of its own
  bool is_removed = false; ///< deleted at ClickSign after it was cancelled
  rubrica::workflow::submission_state state = rubrica::workflow::submission_state::waiting;
  int signers = 0;
  int signatures = 0;
  rubrica::timestamp deadline{};
  bool is_kept = false;     ///< the signed file can be downloaded here
  bool has_problem = false; ///< its page says what keeps it
  std::optional<rubrica::workflow::action> under_way{};
};

/// The summary as the table keeps it.
std::string to_json(sending const& one);
sending summary_of(rubrica::workflow::view const& from);

/// A file of a record.
struct document {
  long long number = 0;
  long long record = 0;
  std::string name{};
  std::string type{};
  std::string description{};
  std::string file{};   ///< as it was called on the user's machine
  std::string stored{}; ///< its name in the folder of uploads
  long long added_at = 0;
  std::optional<crm::sending> last{}; ///< none: it was never sent

  /// The engine's id for a sending of it.
  [[nodiscard]] std::string submission(int sending) const;
};

long long add_document(soci::session& at, std::string const& tenant, document const& one);
std::vector<document> documents_of(soci::session& at, std::string const& tenant, long long record);
/// Nothing when the tenant has no such document, or has deleted it.
std::optional<document> document_of(soci::session& at, std::string const& tenant, long long number);
void describe_document(soci::session& at, std::string const& tenant, document const& one);
void delete_document(soci::session& at, std::string const& tenant, long long number);

/// False: there is such a sending already, as when a button was pressed twice.
bool add_sending(soci::session& at, std::string const& tenant, long long document, int number);
/// Of the submission with this id; nothing happens when it is not one of the CRM's.
void save_summary(soci::session& at, std::string const& tenant, std::string const& submission, sending const& summary);
void note_removed(soci::session& at, std::string const& tenant, std::string const& submission);

} // namespace crm
