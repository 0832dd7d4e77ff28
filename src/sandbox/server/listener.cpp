#include "sandbox/server/listener.hpp"

#include "sandbox/limits.hpp"
#include "sandbox/server/connection.hpp"

#include <rubrica/core/failure.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using clock = std::chrono::steady_clock;
using state = connection::state;

constexpr char const* loopback = "127.0.0.1";
// Pause before the next accept when all connections are busy.
constexpr std::chrono::milliseconds pause_without_room{50};

[[noreturn]] void refuse_port(int port) {
  error_info error = make_error(errc::connect);
  error.message = "127.0.0.1:" + std::to_string(port) + " cannot be listened on: it is in use or not allowed.";
  throw failure(std::move(error));
}

sockaddr_in address_of(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, loopback, &address.sin_addr);
  return address;
}

descriptor listening_on(int port) {
  descriptor made(::socket(AF_INET, SOCK_STREAM, 0));
  // Not SO_REUSEPORT, with which two servers could share a port unnoticed.
  int const yes = 1;
  ::setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in const address = address_of(port);
  bool const ready = made.open() && make_non_blocking(made.get()) &&
                     ::bind(made.get(), reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0 &&
                     ::listen(made.get(), limits::longest_accept_queue) == 0;
  if (!ready) refuse_port(port);
  return made;
}

int port_of(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  return ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0 ? ntohs(address.sin_port) : 0;
}

/// Leaves the low numbers to other users in the process: select() cannot wait for a descriptor above FD_SETSIZE.
descriptor moved_up(descriptor low) {
  if (low.get() < FD_SETSIZE / 2) return low;
  int const high = ::fcntl(low.get(), F_DUPFD_CLOEXEC, FD_SETSIZE);
  return high < 0 ? std::move(low) : descriptor(high);
}

/// Wakes a thread that polls.
class alarm {
public:
  alarm() {
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0) throw failure(make_error(errc::connect, "no descriptor is left for the simulator"));
    read_ = descriptor(ends[0]);
    write_ = descriptor(ends[1]);
    make_non_blocking(ends[0]);
    make_non_blocking(ends[1]);
  }
  // When the pipe is full, the thread wakes up anyway.
  void ring() const { (void)!::write(write_.get(), "!", 1); }
  void silence() const {
    std::array<char, 256> bytes;
    while (::read(read_.get(), bytes.data(), bytes.size()) > 0) {
    }
  }
  [[nodiscard]] int fd() const { return read_.get(); }

private:
  descriptor read_;
  descriptor write_;
};

} // namespace

class listener::impl {
public:
  impl(int port, std::size_t threads, function answer)
      : answer_(std::move(answer)), socket_(listening_on(port)), port_(port_of(socket_.get())), workers_(threads) {}

  ~impl() { stop(); }

  impl(impl const&) = delete;
  impl& operator=(impl const&) = delete;

  void start() {
    thread_ = std::thread([this] { run(); });
  }

  void stop() {
    if (!thread_.joinable()) return;
    {
      std::lock_guard<std::mutex> const lock(mutex_);
      stopping_ = true;
      alarm_.ring();
    }
    thread_.join();
    workers_.stop();
    connections_.clear();
    socket_.close();
  }

  [[nodiscard]] workers& threads() { return workers_; }
  [[nodiscard]] std::string origin() const { return "http://" + std::string(loopback) + ':' + std::to_string(port_); }

private:
  using place = std::list<connection>::iterator;

  void run() {
    while (take_answered()) {
      wait();
      now_ = clock::now();
      if (polled_[0].revents != 0) alarm_.silence();
      for (std::size_t i = 0; i < places_.size(); ++i) serve(places_[i], polled_[i + 2].revents);
      if (polled_[1].revents != 0) accept_all();
    }
  }

  /// Continues the connections whose requests the workers have answered; false when it is time to stop.
  bool take_answered() {
    std::vector<place> answered;
    {
      std::lock_guard<std::mutex> const lock(mutex_);
      if (stopping_) return false;
      answered.swap(answered_);
    }
    now_ = clock::now();
    for (place one : answered) go_on(one);
    return true;
  }

  /// Sleeps until there is input, room for output, an answer or a timeout.
  void wait() {
    bool const accepts = now_ >= accept_again_;
    clock::time_point until = accepts ? clock::time_point::max() : accept_again_;
    polled_.clear();
    places_.clear();
    polled_.push_back({alarm_.fd(), POLLIN, 0});
    polled_.push_back({accepts ? socket_.get() : -1, POLLIN, 0});
    for (place next = connections_.begin(); next != connections_.end();) {
      place const one = next++;
      if (one->now_in() == state::answering) continue;
      if (one->now_in() == state::gone) {
        connections_.erase(one);
        continue;
      }
      polled_.push_back({one->fd(), static_cast<short>(one->now_in() == state::writing ? POLLOUT : POLLIN), 0});
      places_.push_back(one);
      until = std::min(until, one->patience());
    }
    int timeout = -1;
    if (until != clock::time_point::max()) {
      auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - now_).count();
      timeout = static_cast<int>(std::max<std::int64_t>(left, 0));
    }
    if (::poll(polled_.data(), polled_.size(), timeout) >= 0) return;
    for (pollfd& one : polled_) one.revents = 0; // interrupted by a signal: nothing is known
  }

  void serve(place one, short events) {
    if (events == 0) {
      if (now_ >= one->patience()) lose_patience(one);
      return;
    }
    if (one->now_in() == state::writing) return write_more(one);
    bool const there = one->receive();
    if (one->now_in() == state::reading) read_more(one);
    // The data before the end may be a complete request, which a worker is answering now.
    if (!there && one->now_in() != state::answering) close(one);
  }

  void lose_patience(place one) {
    bool const half_a_request = one->now_in() == state::reading && !one->reader.empty();
    if (half_a_request) return refuse(one, 408);
    close(one);
  }

  /// Checks whether a complete request has come.
  void read_more(place one) {
    auto const read = one->reader.advance();
    count(one, one->reader.held());
    if (read == http_request_reader::state::refused) return refuse(one, one->reader.refusal());
    if (unread_ > limits::most_unread) return refuse(one, 503);
    if (one->reader.wants_continue()) one->say_continue();
    if (read == http_request_reader::state::complete) hand_over(one);
  }

  void hand_over(place one) {
    one->enter(state::answering, now_);
    auto const request = std::make_shared<http_request const>(one->reader.take());
    workers_.add([this, one, request] { answer(one, *request); });
  }

  /// Runs on a worker, which owns the connection meanwhile.
  void answer(place one, http_request const& request) {
    http_answer out;
    try {
      out = answer_(request);
    } catch (std::exception const& problem) {
      out = answer_of(text_reply(500, std::string("rubrica sandbox: ") + problem.what()));
    }
    one->prepare(request, std::move(out));
    if (one->end() != ending::reset) one->send(); // a disconnected peer is noticed when the thread continues
    std::lock_guard<std::mutex> const lock(mutex_);
    if (answered_.empty()) alarm_.ring();
    answered_.push_back(one);
  }

  void go_on(place one) {
    count(one, one->reader.held());
    if (one->end() == ending::reset) return close(one);
    one->enter(state::writing, now_);
    write_more(one);
  }

  void write_more(place one) {
    if (!one->send()) return close(one);
    if (!one->sent()) return;
    if (one->end() == ending::cut) return close(one);
    if (!one->keeps()) {
      one->finish();
      return one->enter(state::draining, now_);
    }
    one->enter(state::reading, now_);
    if (!one->reader.empty()) read_more(one); // the peer sent the next request without waiting
  }

  void refuse(place one, int status) {
    http_request nobody;
    nobody.keeps_connection = false;
    one->prepare(nobody, refusal_page(status));
    one->reader = http_request_reader();
    count(one, 0);
    one->enter(state::writing, now_);
    write_more(one);
  }

  void count(place one, std::size_t held) {
    unread_ += held;
    unread_ -= std::exchange(one->counted, held);
  }

  void close(place one) {
    count(one, 0);
    one->close(); // its record is removed when nobody uses it any more
  }

  void accept_all() {
    while (true) {
      if (connections_.size() >= limits::most_connections && !close_idle()) {
        accept_again_ = now_ + pause_without_room;
        return;
      }
      descriptor peer(::accept(socket_.get(), nullptr, nullptr));
      if (!peer.open()) {
        bool const none_left = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
        if (none_left && !close_idle()) accept_again_ = now_ + pause_without_room;
        if (none_left || errno == EAGAIN || errno == EWOULDBLOCK) return;
        continue; // a peer that disconnected before it was accepted
      }
      peer = moved_up(std::move(peer));
      int const yes = 1;
      ::setsockopt(peer.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      if (make_non_blocking(peer.get())) connections_.emplace_back(std::move(peer), now_);
    }
  }

  /// Makes room: closes the connection that was idle longest; false when none is idle.
  bool close_idle() {
    auto longest = connections_.end();
    for (place one = connections_.begin(); one != connections_.end(); ++one) {
      if (one->idle() && (longest == connections_.end() || one->since() < longest->since())) longest = one;
    }
    if (longest == connections_.end()) return false;
    close(longest);
    return true;
  }

  function const answer_;
  descriptor socket_;
  int const port_;
  alarm const alarm_{};
  std::thread thread_;

  // Used only by the thread.
  std::list<connection> connections_;
  std::vector<pollfd> polled_;
  std::vector<place> places_; ///< whose descriptors are polled, after the two others
  std::size_t unread_ = 0;
  clock::time_point now_{};
  clock::time_point accept_again_{};

  std::mutex mutex_;
  bool stopping_ = false;
  std::vector<place> answered_;

  workers workers_; ///< last: its tasks use the others
};

listener::listener(int port, std::size_t threads, function answer)
    : impl_(std::make_unique<impl>(port, threads, std::move(answer))) {}

listener::~listener() = default;

void listener::start() {
  impl_->start();
}

void listener::stop() {
  impl_->stop();
}

workers& listener::threads() {
  return impl_->threads();
}

std::string listener::origin() const {
  return impl_->origin();
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
