#include "workflow/database/database.hpp"

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
  std::string_view dialect::* word;
};

constexpr placeholder placeholders[] = {
    {"{now}", &dialect::now},
    {"{skip_locked}", &dialect::skip_locked},
    {"{for_update}", &dialect::for_update},
    {"{insert_new}", &dialect::insert_new},
    {"{if_absent}", &dialect::if_absent},
    {"{least}", &dialect::least},
    {"{key_of_100}", &dialect::key_of_100},
    {"{key_of_250}", &dialect::key_of_250},
    {"{long_text}", &dialect::long_text},
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

std::int64_t connection::now() const {
  long long out = 0;
  session_ << text("SELECT {now}"), soci::into(out);
  return out;
}

database::database(dialect const& words, std::string address, store_options options)
    : words_(words), address_(std::move(address)), options_(options) {}

database::~database() = default;

result<std::shared_ptr<database>> database::open(std::string const& address, store_options const& options) {
  std::string_view rest = address;
  auto const* const words = dialect_of(rest);
  if (words == nullptr) {
    return make_error(errc::invalid_argument,
                      "the store's address must begin with " + known_schemes(), outcome::not_sent);
  }
  if (auto usable = words->check(std::string(rest)); !usable) return std::move(usable).error();
  std::shared_ptr<database> out(new database(*words, std::string(rest), options));
  auto reached = out->read([](connection& at) -> result<void> {
    static_cast<void>(at.now());
    return {};
  });
  if (!reached) return std::move(reached).error();
  return out;
}

std::unique_ptr<soci::session> database::take(error_info& why) const {
  {
    std::unique_lock lock(mutex_);
    bool const free = returned_.wait_for(lock, options_.patience, [&] { return taken_ < std::max(options_.connections, 1); });
    if (!free) {
      why = make_error(errc::not_ready, "all connections to the database are in use", outcome::not_sent);
      return nullptr;
    }
    ++taken_;
    if (!idle_.empty()) {
      auto out = std::move(idle_.back());
      idle_.pop_back();
      return out;
    }
  }
  auto out = std::make_unique<soci::session>();
  try {
    words_.open(*out, address_, options_);
    return out;
  } catch (soci::soci_error const& error) {
    why = error_of(words_.fault_of(error));
  } catch (...) {
    give_back(nullptr);
    throw;
  }
  give_back(nullptr);
  return nullptr;
}

void database::give_back(std::unique_ptr<soci::session> session) const {
  std::lock_guard const lock(mutex_);
  --taken_;
  if (session != nullptr) idle_.push_back(std::move(session));
  returned_.notify_one();
}

error_info error_of(fault kind) {
  switch (kind) {
  case fault::away: return make_error(errc::connect, "the database does not answer", outcome::not_sent);
  case fault::busy: return make_error(errc::not_ready, "the database is locked by others", outcome::not_sent);
  case fault::full: return make_error(errc::file_error, "the database has no space left", outcome::not_sent);
  case fault::read_only: return make_error(errc::forbidden, "the database cannot be written", outcome::not_sent);
  case fault::denied: return make_error(errc::forbidden, "the database refuses this user", outcome::not_sent);
  case fault::missing:
    return make_error(errc::invalid_argument, "the database lacks a table or column: call migrate", outcome::not_sent);
  default: return make_error(errc::protocol, "the database refused a statement", outcome::not_sent);
  }
}

error_info database::at_end(fault kind, bool committing) const {
  error_info why = error_of(kind);
  if (committing && kind == fault::away) why.outcome = outcome::ambiguous;
  return why;
}

void database::roll_back(lease& held, fault kind) noexcept {
  try {
    if (kind == fault::away) return held.drop();
    held.session() << "ROLLBACK";
  } catch (...) { // a connection in an unknown state is of no use
    held.drop();
  }
}

void database::pause_before(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  int const most = std::min(1 << attempt, 64);
  std::this_thread::sleep_for(std::chrono::milliseconds(1 + static_cast<int>(random()) % most));
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
