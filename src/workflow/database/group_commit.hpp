#pragma once

#include "workflow/database/database.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Lets callers that come at once share one transaction, and so one wait for the disk: for SQLite, which has one writer at a time.
///
/// The first of them carries out what all have brought while the one before was busy, each in a savepoint of its own: an error of
/// one rolls back nothing of another's. Nobody returns before the commit of his work.
class group_commit {
public:
  /// Does a task in a transaction, as `database::run` does without groups.
  using transaction = std::function<std::optional<error_info>(database::task const&)>;

  std::optional<error_info> run(database::task const& work, transaction const& carry_out);

private:
  struct caller {
    database::task const& work;
    std::optional<error_info> failed{};
    std::exception_ptr thrown{};
    bool is_done = false;
  };
  using group = std::vector<caller*>;

  static bool together(group const& callers, transaction const& carry_out);
  static void alone(caller& one, transaction const& carry_out);

  std::mutex mutex_;
  std::condition_variable changed_;
  group waiting_;
  bool is_led_ = false;
};

} // namespace workflow
RUBRICA_END_NAMESPACE
