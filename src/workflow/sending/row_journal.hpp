#pragma once

#include "workflow/queue/claim.hpp"

#include <rubrica/signing/journal.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The journal of one claimed submission: its row. What it records is recorded only as long as the claim is this worker's.
class row_journal final : public signing::journal {
public:
  /// `contained`: with the bytes of its files.
  row_journal(database const& at, workflow::claim const& held, signing::sending contained);

  result<void> save(signing::sending const& one) override;
  result<void> claim(signing::sending const& one, std::string const& former) override;
  result<std::optional<signing::sending>> load(std::string const& key) override;
  result<std::vector<result<signing::sending>>> load_open() override;
  /// Does nothing: who carries the sending out records how it ended, together with what follows from it.
  result<void> forget(signing::sending const& one) override;

private:
  database const& at_;
  workflow::claim const& held_;
  signing::sending contained_;
};

} // namespace workflow
RUBRICA_END_NAMESPACE
