#pragma once

#include <rubrica/core/result.hpp>

#include <soci/soci.h>

#include <cstddef>
#include <string>
#include <type_traits>

namespace crm {

/// The CRM's own tables. They lie in the same file as the engine's, so that one transaction can hold both.
class database {
public:
  /// Throws `soci::soci_error` when the file cannot be used.
  explicit database(std::string const& file);

  /// Calls `what` with a session.
  template <class F> auto read(F&& what) {
    soci::session session(pool_);
    return what(session);
  }
  /// Calls `what` in a transaction, which is undone when it throws or returns a result without a value.
  template <class F> auto write(F&& what) {
    soci::session session(pool_);
    transaction held(session);
    if constexpr (std::is_void_v<decltype(what(session))>) {
      what(session);
      held.commit();
    } else {
      auto out = what(session);
      if (is_done(out)) held.commit();
      return out;
    }
  }

private:
  template <class T> static bool is_done(T const&) { return true; }
  template <class T> static bool is_done(rubrica::result<T> const& out) { return out.has_value(); }

  /// SQLite's own word for a transaction that will write: one that begins by reading may be refused in its middle.
  class transaction {
  public:
    explicit transaction(soci::session& on) : on_(on) { on_ << "BEGIN IMMEDIATE"; }
    ~transaction();
    transaction(transaction const&) = delete;
    transaction& operator=(transaction const&) = delete;
    void commit();

  private:
    soci::session& on_;
    bool is_open_ = true;
  };

  static constexpr std::size_t connections = 8;
  soci::connection_pool pool_{connections};
};

} // namespace crm
