#include "workflow/engine_state.hpp"
#include "workflow/files/scratch_file.hpp"
#include "workflow/retention/erase.hpp"

#include <algorithm>
#include <limits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;

/// Files first: rows that are left tell where they are, so that a crash in between leaves nothing that nobody finds.
result<void> erase_files(engine_options const& options, std::string const& tenant, std::vector<std::string> const& references) {
  if (references.empty()) return {};
  if (options.files == nullptr)
    return make_error(errc::invalid_argument, "the engine has no file store, and files of the submission are kept",
                      outcome::not_sent);
  for (std::string const& one : references) {
    if (auto erased = options.files->erase(tenant, one); !erased) return erased;
  }
  return {};
}

result<void> forget_one(engine::state const& of, database const& on, std::string const& tenant, std::string const& id) {
  auto files = on.write([&](connection& at) -> result<std::vector<std::string>> {
    if (auto may = may_be_forgotten(at, tenant, id); !may) return std::move(may).error();
    return kept_files(at, tenant, id);
  });
  if (!files) return std::move(files).error();
  if (auto erased = erase_files(of.options(), tenant, *files); !erased) return erased;
  if (auto const& kept = of.options().files; kept != nullptr) {
    constexpr auto every = std::numeric_limits<std::int64_t>::max();
    if (auto erased = remove_scratch_files(*kept, tenant, id, every); !erased) return erased;
  }
  return on.write([&](connection& at) -> result<void> {
    if (auto may = may_be_forgotten(at, tenant, id); !may) return may;
    if (kept_files(at, tenant, id) != *files)
      return make_error(errc::not_ready, "a file of the submission was kept meanwhile", outcome::not_sent);
    erase_submission(at, tenant, id);
    return {};
  });
}

using names = std::vector<std::pair<std::string, std::string>>;

/// Without the first ones, which could not be forgotten.
result<names> over_before(database const& on, std::int64_t before, int at_most, int without) {
  return on.read([&](connection& at) -> result<names> {
    long long const moment = before;
    names out;
    std::string tenant, id;
    soci::statement found =
        (at.sql().prepare << "SELECT tenant, id FROM rubrica_submissions WHERE forgotten_at IS NULL AND ended_at < "
                             ":before ORDER BY ended_at, tenant, id LIMIT " +
                                 std::to_string(at_most) + " OFFSET " + std::to_string(without),
         use(moment, "before"), into(tenant), into(id));
    found.execute();
    while (found.fetch()) out.emplace_back(tenant, id);
    return out;
  });
}

} // namespace

result<void> engine::forget(std::string const& tenant, std::string const& id) {
  auto const on = state_->database();
  if (!on) return on.error();
  return forget_one(*state_, **on, tenant, id);
}

result<int> engine::purge(std::chrono::system_clock::time_point before, int at_most) {
  auto const on = state_->database();
  if (!on) return on.error();
  if (at_most < 1) return make_error(errc::invalid_argument, "purge must be allowed one at least", outcome::not_sent);
  auto const moment = std::chrono::duration_cast<std::chrono::milliseconds>(before.time_since_epoch()).count();
  int done = 0;
  int refused = 0; // what cannot be forgotten now is not in the way of the others
  std::optional<error_info> why;
  while (done < at_most) {
    auto const found = over_before(**on, moment, at_most - done, refused);
    if (!found) return found.error();
    if (found->empty()) break;
    for (auto const& [tenant, id] : *found) {
      auto forgotten = forget_one(*state_, **on, tenant, id);
      ++(forgotten ? done : refused);
      if (!forgotten && !why) why = std::move(forgotten).error();
    }
  }
  if (done == at_most) return done;
  auto strays = erase_strays(**on, moment, at_most - done);
  if (!strays) return strays;
  if (done + *strays == 0 && why) return *why;
  return done + *strays;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
