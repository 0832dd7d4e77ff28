#pragma once

#include "simulation/disk.hpp"
#include "simulation/world.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/signing/sending.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace simulation {

/// One thing that a journal does on its way, and whether it can go on. The process may die before and after each.
using journal_step = std::function<rubrica::result<void>()>;

/// What a process knows of a sending that it found or holds.
struct journal_entry {
  rubrica::signing::sending value;
  std::uint64_t version = 0; ///< of the row; 0: there was none
};

/// A journal in small steps.
class journal {
public:
  virtual ~journal() = default;
  /// `version` is what the process knows of the row, and is set to the new one.
  virtual std::vector<journal_step> save(rubrica::signing::sending const& one, std::shared_ptr<std::uint64_t> version) = 0;
  virtual std::vector<journal_step> forget(std::string const& key, std::shared_ptr<std::uint64_t> version) = 0;
  virtual rubrica::result<std::optional<journal_entry>> load(std::string const& key) = 0;
  virtual std::vector<journal_entry> load_open() = 0;
  /// All keys that it has, held or not.
  [[nodiscard]] virtual std::vector<std::string> keys() const = 0;
  virtual void power_failure() {}
  /// Until when no earlier process can have sent a request, by this calendar.
  [[nodiscard]] virtual rubrica::instant last_request(rubrica::signing::sending const& one, rubrica::instant today) const = 0;
};

/// As `folder_journal` does it: a temporary file, synced, renamed, and the folder synced. One process works in it.
class file_journal final : public journal {
public:
  explicit file_journal(world& all) : all_(all) {}

  std::vector<journal_step> save(rubrica::signing::sending const& one, std::shared_ptr<std::uint64_t> version) override;
  std::vector<journal_step> forget(std::string const& key, std::shared_ptr<std::uint64_t> version) override;
  rubrica::result<std::optional<journal_entry>> load(std::string const& key) override;
  std::vector<journal_entry> load_open() override;
  [[nodiscard]] std::vector<std::string> keys() const override;
  void power_failure() override { disk_.power_failure(all_.chance); }
  /// The process that had the folder is certainly gone.
  [[nodiscard]] rubrica::instant last_request(rubrica::signing::sending const& one, rubrica::instant today) const override {
    return std::min(one.held_until, today);
  }

private:
  std::optional<journal_entry> read(std::string const& name, std::string const& bytes);

  world& all_;
  disk disk_;
  std::uint64_t temporary_ = 0;
};

/// A table of a database that several machines share: each change is one transaction that holds the row until the moment in it.
class table_journal final : public journal {
public:
  explicit table_journal(world& all) : all_(all) {}

  std::vector<journal_step> save(rubrica::signing::sending const& one, std::shared_ptr<std::uint64_t> version) override;
  std::vector<journal_step> forget(std::string const& key, std::shared_ptr<std::uint64_t> version) override;
  rubrica::result<std::optional<journal_entry>> load(std::string const& key) override;
  std::vector<journal_entry> load_open() override;
  [[nodiscard]] std::vector<std::string> keys() const override;
  [[nodiscard]] rubrica::instant last_request(rubrica::signing::sending const& one, rubrica::instant) const override {
    return one.held_until;
  }

private:
  struct row {
    std::string json;
    rubrica::instant held_until{};
    std::uint64_t version = 0;
  };
  [[nodiscard]] rubrica::instant today() const { return rubrica::instant(first_moment + all_.now()); }

  world& all_;
  std::map<std::string, row> rows_;
  std::uint64_t versions_ = 0; // never the same one again, not even for a row that was forgotten and made anew
};

} // namespace simulation
