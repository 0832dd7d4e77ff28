#pragma once

#include <rubrica/workflow/submission.hpp>

#include <soci/soci.h>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// `engine::submit` in a transaction of your own: the submission is there when, and only when, you commit. The session must be
/// connected to the database of the store, which was migrated, and take texts as UTF-8: with `charset=utf8mb4` on MariaDB and MySQL,
/// with the encoding of the database on PostgreSQL; else `invalid_argument`, because letters would be changed. Throws nothing of SOCI's: a statement that fails is an error of the
/// result, and on PostgreSQL the transaction must be rolled back then.
RUBRICA_EXPORT result<submitted> submit(soci::session& yours, submission const& one,
                                        std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

} // namespace workflow
RUBRICA_END_NAMESPACE
