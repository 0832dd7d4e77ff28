#include <rubrica/signing/folder_journal.hpp>

#include "crypto/hmac.hpp"
#include "http/file.hpp"
#include "signing/folder_locks.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view sending_ends = ".json";
constexpr std::string_view process_begins = "{\"process\":\"";
constexpr std::string_view licence_begins = "\"licence\":\"";

instant now() {
  return std::chrono::time_point_cast<instant::duration>(std::chrono::system_clock::now());
}

/// Names this run of the machine, in which all processes have one steady clock; empty where nothing tells.
std::string id_of_boot() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string out;
  std::getline(file, out);
  return out;
}

std::chrono::microseconds steady_time() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

bool may_exist(std::string const& path) {
  struct stat about {};
  return ::stat(path.c_str(), &about) == 0 || errno != ENOENT;
}

/// What a file holds: the sending, and the process that wrote it.
struct entry {
  std::string process;
  signing::sending sending;
  bool is_free = false; ///< of `look`
};

} // namespace

/// Each process has a mark in the folder. What a process without a living mark was at work on is free. Changes of one key are made
/// one at a time. Who only reads needs no lock: a file is always whole, and what was found is claimed only as it was found.
class folder_journal::state {
public:
  static result<std::unique_ptr<state>> open(std::string path) {
    if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST) return refused_by_system("making the folder");
    auto mark = process_mark::make(path);
    if (!mark) return std::move(mark).error();
    detail::remove_leftovers_beside(path + "/lock");
    return std::make_unique<state>(std::move(path), *std::move(mark));
  }

  state(std::string path, process_mark mark) : path_(std::move(path)), mark_(std::move(mark)) {}

  result<void> save(sending const& one) {
    auto const alone = lock(one.key);
    if (!alone) return alone.error();
    if (begins_as_ours(one)) return hold(one);
    auto stored = read(file_of(one.key));
    if (!stored) return std::move(stored).error();
    bool const is_ours = *stored && (*stored)->sending.holder == one.holder;
    bool const taken_over = was_held(one) && !is_ours;
    if (taken_over || (*stored && !is_ours && !is_free(**stored))) return held_elsewhere();
    return hold(one);
  }

  result<void> claim(sending const& one, std::string const& former) {
    auto const alone = lock(one.key);
    if (!alone) return alone.error();
    auto stored = read(file_of(one.key));
    if (!stored) return std::move(stored).error();
    bool const is_as_found = *stored && (*stored)->sending.holder == former && is_free(**stored);
    return is_as_found ? hold(one) : held_elsewhere();
  }

  result<std::optional<sending>> load(std::string const& key) const {
    auto stored = look(file_of(key));
    if (!stored) return std::move(stored).error();
    if (!*stored) return std::optional<sending>();
    if (!(*stored)->is_free) return held_elsewhere();
    return std::optional(std::move((*stored)->sending));
  }

  result<std::vector<result<sending>>> load_open() const {
    auto names = list();
    if (!names) return std::move(names).error();
    std::vector<result<sending>> out;
    for (std::string const& name : *names) {
      auto stored = look(in_folder(name));
      if (!stored)
        out.emplace_back(std::move(stored).error());
      else if (*stored && (*stored)->is_free)
        out.emplace_back(std::move((*stored)->sending));
    }
    return out;
  }

  result<void> forget(sending const& one) {
    auto const alone = lock(one.key);
    if (!alone) return alone.error();
    release(one);
    if (!begins_as_ours(one)) {
      auto stored = read(file_of(one.key));
      if (!stored) return std::move(stored).error();
      if (!*stored || (*stored)->sending.holder != one.holder) return {};
    }
    if (::unlink(file_of(one.key).c_str()) != 0 && errno != ENOENT) return refused_by_system("removing a file");
    return {};
  }

private:
  [[nodiscard]] std::string in_folder(std::string_view name) const { return fmt::format("{}/{}", path_, name); }
  /// Keys may hold characters that no file name may.
  [[nodiscard]] std::string file_of(std::string const& key) const {
    return in_folder(detail::sha256_hex(key).substr(0, 32) + std::string(sending_ends));
  }
  [[nodiscard]] result<key_lock> lock(std::string const& key) const {
    return key_lock::take(in_folder("lock"), detail::sha256_hex(key));
  }

  static error_info held_elsewhere() {
    error_info why = make_error(errc::not_ready, "another run is at work on the sending of this key", outcome::not_sent);
    why.retry_after = std::chrono::seconds(1);
    return why;
  }

  /// Whether no run is at work on it: its time is over, or its process is gone.
  [[nodiscard]] bool is_free(entry const& stored) const {
    if (stored.sending.holder.empty() || stored.sending.held_until <= now()) return true;
    return stored.process != mark_.process() && !process_mark::is_alive(path_, stored.process);
  }

  /// Without the lock of its key. Who holds it may end between the two looks and take the file along: then both are done again.
  [[nodiscard]] result<std::optional<entry>> look(std::string const& path) const {
    constexpr int most_tries = 16;
    for (int tries = 1;; ++tries) {
      auto stored = read(path);
      if (!stored || !*stored) return stored;
      entry& one = **stored;
      one.is_free = is_free(one);
      if (!one.is_free) return stored;
      auto const again = read(path);
      bool const is_same = again && *again && (*again)->process == one.process && (*again)->sending.holder == one.sending.holder;
      if (!is_same && tries < most_tries) continue;
      one.is_free = is_same; // what changes again and again is somebody's
      return stored;
    }
  }

  /// Nothing when there is no such file.
  result<std::optional<entry>> read(std::string const& path) const {
    if (!may_exist(path)) return std::optional<entry>();
    auto file = detail::input_file::open(path);
    if (!file && !may_exist(path)) return std::optional<entry>(); // another process has forgotten it just now
    if (!file) return std::move(file).error();
    auto const text = file->read_all();
    if (!text) return text.error();
    auto sending = sending::from_json(*text);
    if (!sending) {
      error_info why = std::move(sending).error();
      why.message += fmt::format(" It is the file {} of the journal.", path.substr(path.rfind('/') + 1));
      return why;
    }
    entry out;
    std::string_view const begin = std::string_view(*text).substr(0, process_begins.size());
    if (begin == process_begins) out.process = text->substr(process_begins.size(), mark_.process().size());
    out.sending = *std::move(sending);
    if (auto const until = held_until(*text)) out.sending.held_until = *until;
    return std::optional(std::move(out));
  }

  /// `held_until` by the calendar of now: of a file that was written since the machine started, whatever the calendar has done since.
  [[nodiscard]] std::optional<instant> held_until(std::string_view text) const {
    constexpr std::size_t longest_beginning = 256;
    text = text.substr(0, longest_beginning);
    std::string const ours = fmt::format("{}{} ", licence_begins, boot_);
    auto const found = text.find(ours);
    if (boot_.empty() || found == std::string_view::npos) return std::nullopt;
    text.remove_prefix(found + ours.size());
    std::int64_t until = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), until);
    if (error != std::errc() || end == text.data() + text.size() || *end != '"') return std::nullopt;
    return now() + (std::chrono::microseconds(until) - steady_time());
  }
  [[nodiscard]] std::string licence_of(sending const& one) const {
    auto const until = steady_time() + (one.held_until - now());
    return fmt::format("{}{} {}\",", licence_begins, boot_, until.count());
  }

  /// Of the file that this process writes: who holds it can be told without the rest, which may be megabytes.
  [[nodiscard]] std::string beginning_of(sending const& one) const {
    auto const is_plain = [](char c) { return ('0' <= c && c <= '9') || ('a' <= c && c <= 'z'); };
    if (one.holder.empty() || !std::all_of(one.holder.begin(), one.holder.end(), is_plain))
      return fmt::format("{}{}\",", process_begins, mark_.process()); // not a holder that rubrica drew
    return fmt::format("{}{}\",\"run\":\"{}\",", process_begins, mark_.process(), one.holder);
  }

  /// Whether its file was written by this process for this run; false also when the whole file must say it.
  [[nodiscard]] bool begins_as_ours(sending const& one) const {
    std::string const ours = beginning_of(one);
    if (ours.find("\"run\"") == std::string::npos) return false;
    auto file = detail::input_file::open(file_of(one.key));
    if (!file) return false;
    std::string begin(ours.size(), '\0');
    auto const size = file->read_at(0, begin.data(), begin.size());
    return size && *size == ours.size() && begin == ours;
  }

  result<void> hold(sending const& one) {
    if (auto written = write(one); !written) return written;
    std::lock_guard const among_threads(mutex_);
    held_.insert({one.key, one.holder});
    return {};
  }
  void release(sending const& one) {
    std::lock_guard const among_threads(mutex_);
    held_.erase({one.key, one.holder});
  }
  [[nodiscard]] bool was_held(sending const& one) {
    std::lock_guard const among_threads(mutex_);
    return held_.count({one.key, one.holder}) > 0;
  }

  result<void> write(sending const& one) const {
    auto file = detail::atomic_file::create(file_of(one.key));
    if (!file) return std::move(file).error();
    std::string text = one.to_json();
    text.replace(0, 1, beginning_of(one) + licence_of(one)); // members that `sending` does not know
    if (auto written = file->write(text); !written) return written;
    return file->commit();
  }

  result<std::vector<std::string>> list() const {
    std::unique_ptr<DIR, int (*)(DIR*)> const folder(::opendir(path_.c_str()), &::closedir);
    if (folder == nullptr) return refused_by_system("reading the folder");
    detail::remove_leftovers_beside(in_folder("lock"));
    std::vector<std::string> names;
    while (dirent const* one = ::readdir(folder.get())) {
      if (has_extension(one->d_name, sending_ends)) names.emplace_back(one->d_name);
      if (process_mark::is_mark(one->d_name)) process_mark::remove_if_left_over(path_, one->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string path_;
  process_mark mark_;
  std::string boot_ = id_of_boot();
  std::mutex mutex_;
  std::set<std::pair<std::string, std::string>> held_; // keys and runs of this process
};

folder_journal::folder_journal(std::unique_ptr<state> opened) : state_(std::move(opened)) {}
folder_journal::~folder_journal() = default;

result<std::shared_ptr<folder_journal>> folder_journal::open(std::string const& path) {
  auto opened = state::open(path);
  if (!opened) return std::move(opened).error();
  return std::shared_ptr<folder_journal>(new folder_journal(*std::move(opened)));
}

result<void> folder_journal::save(sending const& one) {
  return state_->save(one);
}

result<void> folder_journal::claim(sending const& one, std::string const& former) {
  return state_->claim(one, former);
}

result<std::optional<sending>> folder_journal::load(std::string const& key) {
  return state_->load(key);
}

result<std::vector<result<sending>>> folder_journal::load_open() {
  return state_->load_open();
}

result<void> folder_journal::forget(sending const& one) {
  return state_->forget(one);
}

} // namespace signing
RUBRICA_END_NAMESPACE
