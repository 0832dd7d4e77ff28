#pragma once

#include "simulation/disk.hpp"
#include "simulation/world.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/signing/journal.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace simulation {

/// What one process knows of a journal, and how it may die in it.
struct visitor {
  std::uint64_t process = 0;
  rubrica::instant today{};
  std::set<std::string> held{}; ///< holders that had a sending
  /// Called between two steps of a change: false when the process died there.
  std::function<bool()> survives{};
};

/// What a journal keeps, and the rules of `rubrica::signing::journal` with each change in steps.
class store {
public:
  virtual ~store() = default;

  rubrica::result<void> save(rubrica::signing::sending const& one, visitor& by);
  rubrica::result<void> claim(rubrica::signing::sending const& one, std::string const& former, visitor& by);
  rubrica::result<std::optional<rubrica::signing::sending>> load(std::string const& key, visitor& by);
  std::vector<rubrica::signing::sending> load_open(visitor& by);
  rubrica::result<void> forget(rubrica::signing::sending const& one, visitor& by);
  [[nodiscard]] virtual std::set<std::string> keys() = 0;
  virtual void power_failure() {}
  /// With `key_not_saved`: another sending stands in the place of this one.
  void exchange(std::string const& key, rubrica::signing::sending const& other, visitor const& by);

protected:
  explicit store(world& all) : all_(all) {}
  struct entry {
    rubrica::signing::sending value;
    std::uint64_t process = 0;
  };
  virtual std::optional<entry> read(std::string const& key) = 0;
  virtual bool write(entry const& one, visitor& by) = 0;
  virtual bool remove(std::string const& key, visitor& by) = 0;
  [[nodiscard]] virtual bool is_free(entry const& one, visitor const& by) const = 0;
  /// Of `from_json`; the same text is read once, because each look at a journal reads all of it.
  rubrica::result<rubrica::signing::sending> read_json(std::string const& key, std::string_view text);

  world& all_;

private:
  struct known_text {
    std::string text;
    rubrica::signing::sending value;
  };
  std::map<std::string, known_text> known_; ///< by key
};

/// As `folder_journal` does it: a temporary file, synced, renamed, and the folder synced. The host has one process at a time, so
/// what another one held is free.
class file_store final : public store {
public:
  explicit file_store(world& all) : store(all) {}
  [[nodiscard]] std::set<std::string> keys() override;
  void power_failure() override { disk_.power_failure(all_.chance); }

private:
  std::optional<entry> read(std::string const& key) override;
  bool write(entry const& one, visitor& by) override;
  bool remove(std::string const& key, visitor& by) override;
  [[nodiscard]] bool is_free(entry const& one, visitor const& by) const override {
    return one.process != by.process || one.value.held_until <= by.today;
  }

  disk disk_;
};

/// A table of a database that several machines share: each change is one transaction, and leases end by the database's clock.
class table_store final : public store {
public:
  explicit table_store(world& all) : store(all) {}
  [[nodiscard]] std::set<std::string> keys() override;

private:
  std::optional<entry> read(std::string const& key) override;
  bool write(entry const& one, visitor& by) override;
  bool remove(std::string const& key, visitor& by) override;
  [[nodiscard]] bool is_free(entry const& one, visitor const&) const override {
    return one.value.held_until <= rubrica::instant(first_moment + all_.now());
  }

  std::map<std::string, std::string> rows_;
};

} // namespace simulation
