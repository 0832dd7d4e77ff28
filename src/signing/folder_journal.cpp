#include <rubrica/signing/folder_journal.hpp>

#include "crypto/hmac.hpp"
#include "http/file.hpp"
#include "signing/sending/random_id.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
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
#include <system_error>
#include <thread>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view sending_ends = ".json";
constexpr std::string_view mark_ends = ".process";
constexpr std::string_view process_begins = "{\"process\":\"";
constexpr std::string_view licence_begins = "\"licence\":\"";

error_info refused(std::string_view doing) {
  // The path is left out: it may name a person.
  return make_error(errc::file_error, fmt::format("{} of the journal: {}", doing, std::generic_category().message(errno)));
}

bool ends_in(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

/// A descriptor that is closed at the end, which also gives its lock back.
class descriptor {
public:
  explicit descriptor(int number = -1) : number_(number) {}
  descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
  int number_;
};

descriptor open_file(std::string const& path, int flags) {
  int number = -1;
  do number = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  while (number < 0 && errno == EINTR);
  return descriptor(number);
}

bool lock_file(descriptor const& file, int kind) {
  int locked = -1;
  do locked = ::flock(file.get(), kind);
  while (locked != 0 && errno == EINTR);
  return locked == 0;
}

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

/// What a file holds: the sending, and the process that wrote it.
struct entry {
  std::string process;
  signing::sending sending;
};

} // namespace

/// Each process has a mark in the folder, a file that it locks for as long as it lives. What a process without a mark, or whose
/// mark is not locked, was at work on is free. Changes are made one at a time, under a lock of the folder.
class folder_journal::state {
public:
  static result<std::unique_ptr<state>> open(std::string path) {
    if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST) return refused("making the folder");
    auto out = std::make_unique<state>();
    out->path_ = std::move(path);
    out->folder_lock_ = open_file(out->in_folder("lock"), O_RDWR | O_CREAT);
    if (!out->folder_lock_.is_open()) return refused("opening the lock");
    out->process_ = random_id();
    if (auto marked = out->locked([&] { return out->make_mark(); }); !marked) return std::move(marked).error();
    return out;
  }

  ~state() {
    if (mark_.is_open()) ::unlink(mark_of(process_).c_str());
  }

  result<void> save(sending const& one) {
    return locked([&]() -> result<void> {
      if (begins_as_ours(one)) return hold(one);
      auto stored = read(file_of(one.key));
      if (!stored) return std::move(stored).error();
      bool const is_ours = *stored && (*stored)->sending.holder == one.holder;
      bool const was_ours = held_.count({one.key, one.holder}) > 0;
      bool const taken_over = was_ours && !is_ours;
      if (taken_over || (*stored && !is_ours && !is_free(**stored))) return held_elsewhere();
      return hold(one);
    });
  }

  result<void> claim(sending const& one, std::string const& former) {
    return locked([&]() -> result<void> {
      auto stored = read(file_of(one.key));
      if (!stored) return std::move(stored).error();
      bool const is_as_found = *stored && (*stored)->sending.holder == former && is_free(**stored);
      return is_as_found ? hold(one) : held_elsewhere();
    });
  }

  result<std::optional<sending>> load(std::string const& key) {
    return locked([&]() -> result<std::optional<sending>> {
      auto stored = read(file_of(key));
      if (!stored) return std::move(stored).error();
      if (!*stored) return std::optional<sending>();
      if (!is_free(**stored)) return held_elsewhere();
      return std::optional(std::move((*stored)->sending));
    });
  }

  result<std::vector<result<sending>>> load_open() {
    return locked([&]() -> result<std::vector<result<sending>>> {
      auto names = list();
      if (!names) return std::move(names).error();
      std::vector<result<sending>> out;
      for (std::string const& name : *names) {
        auto stored = read(in_folder(name));
        if (!stored)
          out.emplace_back(std::move(stored).error());
        else if (*stored && is_free(**stored))
          out.emplace_back(std::move((*stored)->sending));
      }
      return out;
    });
  }

  result<void> forget(sending const& one) {
    return locked([&]() -> result<void> {
      held_.erase({one.key, one.holder});
      if (!begins_as_ours(one)) {
        auto stored = read(file_of(one.key));
        if (!stored) return std::move(stored).error();
        if (!*stored || (*stored)->sending.holder != one.holder) return {};
      }
      if (::unlink(file_of(one.key).c_str()) != 0 && errno != ENOENT) return refused("removing a file");
      return {};
    });
  }

private:
  /// Under the lock of the folder: else another process could take the new mark, not yet locked, for that of a dead one.
  result<void> make_mark() {
    mark_ = open_file(mark_of(process_), O_RDWR | O_CREAT | O_EXCL);
    if (!mark_.is_open()) return refused("making the mark of the process");
    if (!lock_file(mark_, LOCK_EX | LOCK_NB)) return refused("locking the mark of the process");
    return {};
  }

  [[nodiscard]] std::string in_folder(std::string_view name) const { return fmt::format("{}/{}", path_, name); }
  [[nodiscard]] std::string mark_of(std::string_view process) const { return in_folder(fmt::format("{}{}", process, mark_ends)); }
  /// Keys may hold characters that no file name may.
  [[nodiscard]] std::string file_of(std::string const& key) const {
    return in_folder(detail::sha256_hex(key).substr(0, 32) + std::string(sending_ends));
  }

  static error_info held_elsewhere() {
    error_info why = make_error(errc::not_ready, "another run is at work on the sending of this key", outcome::not_sent);
    why.retry_after = std::chrono::seconds(1);
    return why;
  }

  template <class Work> auto locked(Work work) -> decltype(work()) {
    std::lock_guard const among_threads(mutex_);
    if (auto locked = lock_folder(); !locked) return std::move(locked).error();
    struct release {
      descriptor const& file;
      ~release() { lock_file(file, LOCK_UN); }
    } const at_end{folder_lock_};
    return work();
  }

  /// A process that stands still in the middle of a change keeps the lock; nobody waits for it for ever.
  result<void> lock_folder() const {
    constexpr std::chrono::milliseconds pause{5};
    for (int left = 2000; left > 0; --left) {
      if (lock_file(folder_lock_, LOCK_EX | LOCK_NB)) return {};
      if (errno != EWOULDBLOCK) return refused("locking the folder");
      std::this_thread::sleep_for(pause);
    }
    return make_error(errc::not_ready, "another process keeps the journal locked", outcome::not_sent);
  }

  /// Whether no run is at work on it: its time is over, or its process is gone.
  [[nodiscard]] bool is_free(entry const& stored) const {
    if (stored.sending.holder.empty() || stored.sending.held_until <= now()) return true;
    if (stored.process == process_) return false;
    descriptor const mark = open_file(mark_of(stored.process), O_RDWR);
    return !mark.is_open() || lock_file(mark, LOCK_EX | LOCK_NB);
  }

  /// Nothing when there is no such file.
  result<std::optional<entry>> read(std::string const& path) const {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
      if (errno == ENOENT) return std::optional<entry>();
      return refused("reading a file");
    }
    auto file = detail::input_file::open(path);
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
    if (begin == process_begins) out.process = text->substr(process_begins.size(), process_.size());
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
      return fmt::format("{}{}\",", process_begins, process_); // not a holder that rubrica drew
    return fmt::format("{}{}\",\"run\":\"{}\",", process_begins, process_, one.holder);
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
    held_.insert({one.key, one.holder});
    return {};
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
    if (folder == nullptr) return refused("reading the folder");
    std::vector<std::string> names;
    while (dirent const* one = ::readdir(folder.get())) {
      if (ends_in(one->d_name, sending_ends)) names.emplace_back(one->d_name);
      if (ends_in(one->d_name, mark_ends)) remove_if_left_over(one->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  /// The mark of a process that was killed.
  void remove_if_left_over(std::string const& name) const {
    descriptor const mark = open_file(in_folder(name), O_RDWR);
    if (mark.is_open() && lock_file(mark, LOCK_EX | LOCK_NB)) ::unlink(in_folder(name).c_str());
  }

  std::string path_;
  std::string process_;
  std::string boot_ = id_of_boot();
  descriptor mark_;
  descriptor folder_lock_;
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
