#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/core/shared_function.hpp>

#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Whoever waits for the result of a call. Copies wait together, and what waits may be move-only, such as a lambda that owns a
/// `std::unique_ptr`.
///
/// It hears of exactly one result: a second one is ignored. When the last copy is gone before there is one, which only want of
/// memory brings about, it hears of `errc::out_of_memory` with `outcome::ambiguous`.
template <class T> class completion {
public:
  /// `done` is callable with a `result<T>`.
  template <class Done> explicit completion(Done done) : waiting_(std::make_shared<waiting>()) {
    waiting_->done = std::move(done);
  }

  void operator()(result<T> answer) const { waiting_->tell(std::move(answer)); }

private:
  struct waiting {
    waiting() = default;
    waiting(waiting const&) = delete;
    waiting& operator=(waiting const&) = delete;
    ~waiting() {
      error_info lost;
      lost.code = errc::out_of_memory; // its sentence would need memory
      try {
        tell(result<T>(std::move(lost)));
      } catch (...) {
        // Nobody could handle the exception.
      }
    }
    void tell(result<T>&& answer) {
      auto const told = std::exchange(done, nullptr);
      if (told) told(std::move(answer));
    }
    detail::shared_function<void(result<T>&&)> done{};
  };

  std::shared_ptr<waiting> waiting_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
