#pragma once

#include <rubrica/http/curl_transport.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

namespace rubrica_test {

enum class loss {
  none,
  request,      ///< it never reaches the server; the client does not know
  answer,       ///< the server does it, and its answer is lost
  late_request, ///< it reaches the server only when `deliver_late` is called
  refused,      ///< the connection cannot be made; the client knows
};

/// The real transport; the test decides which exchanges are lost. A lost exchange ends `ambiguous`, like a dropped connection.
class lossy_transport final : public rubrica::http::transport {
public:
  using chooser = std::function<loss(rubrica::http::request const& request, int number)>;

  explicit lossy_transport(chooser choose) : choose_(std::move(choose)) {}

  std::function<void(rubrica::http::request const& request)> on_answer{}; ///< called when an answer came and was not lost

  rubrica::result<rubrica::http::response> send(rubrica::http::request const& request,
                                                rubrica::http::context const& limits) override {
    loss fate = loss::none;
    {
      std::lock_guard const lock(mutex_);
      fate = choose_(request, ++number_);
      if (fate == loss::late_request) late_.push_back(request);
    }
    if (fate == loss::none) {
      auto answer = curl_.send(request, limits);
      if (on_answer) on_answer(request);
      return answer;
    }
    if (fate == loss::refused) return rubrica::make_error(rubrica::errc::connect, {}, rubrica::outcome::not_sent);
    // The server carries it out, even when the caller has just raised the flag.
    if (fate == loss::answer)
      static_cast<void>(curl_.send(request, {limits.deadline, nullptr, limits.on_upload, limits.priority}));
    return rubrica::make_error(rubrica::errc::connection_lost, {}, rubrica::outcome::ambiguous);
  }

  /// Delivers the first `count` late requests.
  void deliver_late(std::size_t count = std::numeric_limits<std::size_t>::max()) {
    std::vector<rubrica::http::request> late;
    {
      std::lock_guard const lock(mutex_);
      auto const end = late_.begin() + static_cast<std::ptrdiff_t>(std::min(count, late_.size()));
      late.assign(late_.begin(), end);
      late_.erase(late_.begin(), end);
    }
    for (auto const& one : late) static_cast<void>(curl_.send(one, {}));
  }

private:
  rubrica::http::curl_transport curl_;
  chooser choose_;
  std::mutex mutex_;
  int number_ = 0;
  std::vector<rubrica::http::request> late_;
};

} // namespace rubrica_test
