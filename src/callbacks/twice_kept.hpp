#pragma once

#include <rubrica/core/export.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <new>
#include <thread>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// A value that is read by any number of threads while one thread changes it. Readers never wait, and never try again.
///
/// It exists twice. A change is made in the copy that nobody reads; then new readers are sent there, and when the last reader of
/// the other copy has left, the same change is made there. So a change costs twice its own work and not a copy of everything, and
/// nothing of the former state has to be kept (Ramalhete and Correia, "Left-Right", 2013; docs/adr/0018-routes-and-deliveries.md).
template <class T> class twice_kept {
public:
  twice_kept() = default;
  explicit twice_kept(T const& value) : copies_{value, value} {}

  /// Calls `use` with the value. Whoever changes it waits for the end of `use`, so that should be short; it must not call `change`.
  template <class Use> auto read(Use const& use) const {
    visit const here(arrived_[counters_.load()][own_counter()].count);
    return use(copies_[read_.load()]);
  }

  /// The value, for the one thread that changes it.
  [[nodiscard]] T const& now() const { return copies_[read_.load()]; }

  /// Calls `edit` with one copy and then with the other. It returns whether it did something; when it did not, or threw, that copy
  /// must be as it was. Only one thread may be here at a time.
  template <class Edit> bool change(Edit const& edit) {
    std::size_t const before = read_.load();
    T& first = copies_[1 - before];
    if (is_behind_) {
      first = copies_[before];
      is_behind_ = false;
    }
    if (!edit(first)) return false;
    read_.store(1 - before);
    wait_for_readers();
    // The change is made, as all readers see from now on. Should memory end here, the next change copies the whole.
    try {
      is_behind_ = !edit(copies_[before]);
    } catch (std::bad_alloc const&) {
      is_behind_ = true;
    }
    return true;
  }

private:
  // Readers on different processors count in different places, each in a cache line of its own.
  static constexpr std::size_t places = 16;
  struct alignas(64) counter {
    std::atomic<std::size_t> count{0};
  };

  class visit {
  public:
    explicit visit(std::atomic<std::size_t>& count) : count_(count) { ++count_; }
    visit(visit const&) = delete;
    visit& operator=(visit const&) = delete;
    ~visit() { --count_; }

  private:
    std::atomic<std::size_t>& count_;
  };

  static std::size_t own_counter() { return std::hash<std::thread::id>()(std::this_thread::get_id()) % places; }

  void wait_until_empty(std::size_t counters) const {
    for (counter const& one : arrived_[counters]) {
      while (one.count.load() != 0) std::this_thread::yield();
    }
  }

  /// Until nobody reads the former copy. The counters alternate, so that readers who keep arriving do not prolong the wait.
  void wait_for_readers() {
    std::size_t const before = counters_.load();
    wait_until_empty(1 - before);
    counters_.store(1 - before);
    wait_until_empty(before);
  }

  std::array<T, 2> copies_{};
  std::atomic<std::size_t> read_{0};     ///< the copy that readers use
  std::atomic<std::size_t> counters_{0}; ///< where they are counted
  mutable std::array<std::array<counter, places>, 2> arrived_{};
  bool is_behind_ = false; ///< the copy that nobody reads lacks the last change
};

} // namespace callbacks
RUBRICA_END_NAMESPACE
