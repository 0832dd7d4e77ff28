#pragma once

#include <rubrica/http/transport.hpp>

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace rubrica_test {

/// Returns the answers that the test prepared, in order, and records the requests.
class scripted_transport final : public rubrica::http::transport {
public:
  using answer = std::function<rubrica::result<rubrica::http::response>(rubrica::http::request const&)>;

  rubrica::result<rubrica::http::response> send(rubrica::http::request const& request, rubrica::http::context const&) override {
    answer next;
    {
      std::lock_guard const lock(mutex_);
      requests_.push_back(request);
      if (script_.empty()) return rubrica::make_error(rubrica::errc::connect, "the script is over", rubrica::outcome::not_sent);
      next = std::move(script_.front());
      script_.pop_front();
    }
    return next(request);
  }

  scripted_transport& then(answer next) {
    script_.push_back(std::move(next));
    return *this;
  }
  scripted_transport& status(int status, std::string body = {}, rubrica::http::headers fields = {}) {
    return then([=](auto const&) { return rubrica::http::response{status, fields, body}; });
  }
  scripted_transport& fails(rubrica::errc code, rubrica::outcome outcome) {
    return then([=](auto const&) -> rubrica::result<rubrica::http::response> { return rubrica::make_error(code, {}, outcome); });
  }

  std::vector<rubrica::http::request> requests() const {
    std::lock_guard const lock(mutex_);
    return requests_;
  }

private:
  mutable std::mutex mutex_;
  std::deque<answer> script_;
  std::vector<rubrica::http::request> requests_;
};

} // namespace rubrica_test
