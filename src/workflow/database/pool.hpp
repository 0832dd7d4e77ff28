#pragma once

#include "workflow/database/dialect.hpp"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Connections to one database, each for one call at a time. There are never more than the options allow.
class pool {
public:
  pool(dialect const& words, std::string address, store_options const& options)
      : words_(words), address_(std::move(address)), options_(options) {}
  pool(pool const&) = delete;
  pool& operator=(pool const&) = delete;

  /// A connection that a call has for itself, until the end of its life.
  class lease {
  public:
    explicit lease(pool& of) : of_(of) {}
    ~lease() { give_back(); }
    lease(lease const&) = delete;
    lease& operator=(lease const&) = delete;

    /// False when all are in use for longer than the patience. Throws `soci::soci_error` when the database cannot be reached.
    bool take();
    [[nodiscard]] soci::session& session() const { return *session_; }
    /// It was used before, and the database may have closed it since then.
    [[nodiscard]] bool is_used() const { return is_used_; }
    /// How many bytes it takes as one statement.
    [[nodiscard]] std::size_t longest() const { return of_.longest_; }
    /// Closes it instead of giving it back.
    void drop() { session_.reset(); }

  private:
    void give_back();

    pool& of_;
    std::unique_ptr<soci::session> session_;
    bool is_counted_ = false;
    bool is_used_ = false;
  };

  /// Closes those that nobody uses: after one was found broken the others will be, too.
  void drop_idle();

private:
  dialect const& words_;
  std::string address_;
  store_options options_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<soci::session>> idle_;
  int taken_ = 0;
  std::atomic<std::size_t> longest_{no_limit}; ///< known from the first connection on
};

} // namespace workflow
RUBRICA_END_NAMESPACE
