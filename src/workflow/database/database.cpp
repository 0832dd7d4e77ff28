#include "workflow/database/database.hpp"

#include "crypto/random.hpp"
#include "workflow/database/group_commit.hpp"
#include "workflow/database/schema.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

/// What stands in statements for the words of the database.
struct placeholder {
  std::string_view name;
  std::string_view dialect::*word;
};

constexpr placeholder placeholders[] = {
    {"{now}", &dialect::now},
    {"{skip_locked}", &dialect::skip_locked},
    {"{for_update}", &dialect::for_update},
    {"{insert_new}", &dialect::insert_new},
    {"{if_absent}", &dialect::if_absent},
    {"{key_of_100}", &dialect::key_of_100},
    {"{key_of_250}", &dialect::key_of_250},
    {"{long_text}", &dialect::long_text},
    {"{create_index}", &dialect::create_index},
    {"{counted_key}", &dialect::counted_key},
    {"{table_ends}", &dialect::table_ends},
};

} // namespace

std::string connection::text(std::string_view statement) const {
  std::string out;
  while (!statement.empty()) {
    auto const open = std::min(statement.find('{'), statement.size());
    out += statement.substr(0, open);
    statement.remove_prefix(open);
    if (statement.empty()) break;
    auto const* const known = std::find_if(std::begin(placeholders), std::end(placeholders), [&](placeholder const& one) {
      return statement.substr(0, one.name.size()) == one.name;
    });
    if (known == std::end(placeholders)) throw std::logic_error("a statement has an unknown placeholder");
    out += words_.*(known->word);
    statement.remove_prefix(known->name.size());
  }
  return out;
}

void connection::check(std::initializer_list<std::string_view> texts) const {
  constexpr std::size_t for_the_statement = 10'000;
  std::size_t bytes = for_the_statement;
  for (std::string_view const one : texts) {
    if (one.find('\0') != std::string_view::npos) throw refused_text{"the database keeps no text with a NUL byte"};
    bytes += one.size();
    if (longest_ == no_limit) continue;
    // What SOCI puts a backslash before.
    bytes += static_cast<std::size_t>(
        std::count_if(one.begin(), one.end(), [](char letter) { return std::string_view("\n\r\\'\"\x1a").find(letter) < 6; }));
  }
  if (bytes > longest_) throw refused_text{"a text is longer than the database takes: raise its max_allowed_packet"};
}

std::int64_t connection::execute(soci::statement& prepared, std::string_view statement) const {
  constexpr std::string_view begin = "{insert_new}";
  bool const may_be_there = statement.substr(0, begin.size()) == begin;
  try {
    prepared.execute(true);
  } catch (soci::soci_error const& error) {
    if (may_be_there && words_.fault_of(error) == fault::present) return 0;
    throw;
  }
  return prepared.get_affected_rows();
}

std::int64_t connection::now() const {
  long long out = 0;
  session_ << text("SELECT {now}"), soci::into(out);
  return out;
}

database::database(dialect const& words, std::string address, store_options options)
    : words_(words), options_(options), pool_(std::make_unique<pool>(words, std::move(address), options)),
      commits_(words.has_one_writer ? std::make_unique<group_commit>() : nullptr) {}

database::~database() = default;

result<std::shared_ptr<database>> database::open(std::string const& address, store_options const& options) {
  std::string_view rest = address;
  auto const* const words = dialect_of(rest);
  if (words == nullptr) {
    return make_error(errc::invalid_argument, "the store's address must begin with " + known_schemes(), outcome::not_sent);
  }
  if (auto usable = words->check(std::string(rest)); !usable) return std::move(usable).error();
  std::shared_ptr<database> out(new database(*words, std::string(rest), options));
  auto reached = out->read([](connection& at) -> result<void> {
    static_cast<void>(at.now());
    return {};
  });
  if (!reached) return std::move(reached).error();
  constexpr std::size_t least = 2u << 20; // parts of files and callbacks are smaller, with all that is put before their letters
  pool::lease any(*out->pool_);
  if (any.longest() < least) {
    return make_error(errc::invalid_argument,
                      "the database takes too little at once: raise its max_allowed_packet to 4 MB at least", outcome::not_sent);
  }
  return out;
}

error_info error_of(fault kind) {
  switch (kind) {
  case fault::away: return make_error(errc::connect, "the database does not answer", outcome::not_sent);
  case fault::bad_file:
    return make_error(errc::file_error, "the database's file cannot be opened, read or written", outcome::not_sent);
  case fault::busy: return make_error(errc::not_ready, "the database is locked by others", outcome::not_sent);
  case fault::full: return make_error(errc::file_error, "the database has no space left", outcome::not_sent);
  case fault::read_only: return make_error(errc::forbidden, "the database cannot be written", outcome::not_sent);
  case fault::denied: return make_error(errc::forbidden, "the database refuses this user", outcome::not_sent);
  case fault::missing:
    return make_error(errc::invalid_argument, "the database lacks a table or column: call migrate", outcome::not_sent);
  default: return make_error(errc::protocol, "the database refused a statement", outcome::not_sent);
  }
}

namespace {

/// A commit without an answer may have happened: its caller must look.
error_info at_end(fault kind, bool committing) {
  error_info why = error_of(kind);
  if (committing && (kind == fault::away || kind == fault::bad_file)) why.outcome = outcome::ambiguous;
  return why;
}

void roll_back(pool::lease& held) noexcept {
  try {
    held.session() << "ROLLBACK";
  } catch (...) { // a connection in an unknown state is of no use
    held.drop();
  }
}

void pause_before(int attempt) {
  thread_local std::minstd_rand random(static_cast<unsigned>(detail::random_bits()));
  int const most = 1 << std::min(attempt, 6);
  std::this_thread::sleep_for(std::chrono::milliseconds(1 + static_cast<int>(random()) % most));
}

} // namespace

std::optional<error_info> database::run_task(bool writes, task const& work) const {
  if (!writes || commits_ == nullptr) return attempt(writes, work);
  return commits_->run(work, [this](task const& all) { return attempt(true, all); });
}

std::optional<error_info> database::attempt(bool writes, task const& work) const {
  constexpr int most_attempts = 20;
  auto const give_up = std::chrono::steady_clock::now() + options_.patience;
  for (int number = 1;; ++number) {
    pool::lease held(*pool_);
    bool began = false;
    bool committing = false;
    try {
      if (!held.take()) return make_error(errc::not_ready, "all connections to the database are in use", outcome::not_sent);
      connection at(held.session(), words_, held.longest());
      if (writes) held.session() << std::string(words_.begin);
      began = writes;
      bool const is_good = work(at);
      if (!writes) return std::nullopt;
      if (!is_good) return roll_back(held), std::nullopt;
      committing = true;
      held.session() << "COMMIT";
      return std::nullopt;
    } catch (soci::soci_error const& error) {
      fault const kind = words_.fault_of(error);
      if (kind == fault::away || kind == fault::bad_file)
        held.drop();
      else if (began)
        roll_back(held);
      // What the database closed while nobody used it is replaced: nothing was done on it.
      bool const was_stale = kind == fault::away && held.is_used() && !committing;
      if (was_stale) pool_->drop_idle();
      bool const is_worth_it = was_stale || (kind == fault::busy && std::chrono::steady_clock::now() < give_up);
      if (!is_worth_it || number == most_attempts) return at_end(kind, committing);
      if (!was_stale) pause_before(number + 1);
    } catch (refused_text const& refused) {
      if (began) roll_back(held);
      return make_error(errc::invalid_argument, std::string(refused.why), outcome::not_sent);
    } catch (...) {
      if (began) roll_back(held);
      throw;
    }
  }
}

result<store> open_store(std::string const& address, store_options const& options) {
  auto opened = database::open(address, options);
  if (!opened) return std::move(opened).error();
  store out(*std::move(opened));
  if (auto migrated = out.migrate(); !migrated) return std::move(migrated).error();
  return out;
}

result<void> store::migrate() const {
  if (database_ == nullptr) return make_error(errc::invalid_argument, "the engine has no store", outcome::not_sent);
  return migrate_schema(*database_);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
