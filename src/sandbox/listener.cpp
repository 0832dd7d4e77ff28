#include "sandbox/listener.hpp"

#include "sandbox/reset.hpp"

#include <rubrica/core/failure.hpp>

#include <httplib.h>

#include <chrono>
#include <thread>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr char const* loopback = "127.0.0.1";
constexpr std::size_t largest_request = std::size_t{64} * 1024 * 1024;

class tuned_server : public httplib::Server {
public:
  /// httplib asks for a queue of five; the sixth of many clients that come at once would wait for a second.
  void lengthen_queue() { ::listen(svr_sock_, 512); }
};

[[noreturn]] void refuse_port(int port) {
  error_info error = make_error(errc::connect);
  error.message = "127.0.0.1:" + std::to_string(port) + " cannot be listened on: it is in use or not allowed.";
  throw failure(std::move(error));
}

} // namespace

class listener::impl {
public:
  impl(int port, int threads, function answer) {
    configure(threads);
    route(std::move(answer));
    port_ = port == 0 ? server_.bind_to_any_port(loopback) : port;
    bool const bound = port == 0 ? port_ > 0 : server_.bind_to_port(loopback, port);
    if (!bound) refuse_port(port);
    server_.lengthen_queue();
  }

  ~impl() { stop(); }

  impl(impl const&) = delete;
  impl& operator=(impl const&) = delete;

  void start() {
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    // `stop` does nothing to a server that does not run yet.
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  void stop() {
    if (!thread_.joinable()) return;
    server_.stop();
    thread_.join();
  }

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string origin() const { return "http://" + std::string(loopback) + ':' + std::to_string(port_); }

private:
  void configure(int threads) {
    server_.new_task_queue = [threads] { return new httplib::ThreadPool(static_cast<std::size_t>(threads)); };
    // Not httplib's own choice, SO_REUSEPORT, with which two servers could share a port unknowingly.
    server_.set_socket_options([](socket_t socket) {
      int const yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_.set_tcp_nodelay(true);
    server_.set_payload_max_length(largest_request);
    server_.set_keep_alive_max_count(1'000'000);
    // An idle connection holds `stop` up for as long as this: httplib counts in seconds.
    server_.set_keep_alive_timeout(1);
    server_.set_read_timeout(5, 0);
    server_.set_write_timeout(5, 0);
  }

  void route(function const& answer) {
    constexpr char const* everything = ".*";
    server_.Get(everything, answer);
    server_.Post(everything, answer);
    server_.Put(everything, answer);
    server_.Patch(everything, answer);
    server_.Delete(everything, answer);
    server_.Options(everything, answer);
  }

  tuned_server server_;
  int port_ = 0;
  std::thread thread_;
};

listener::listener(int port, int threads, function answer) : impl_(std::make_unique<impl>(port, threads, std::move(answer))) {}

listener::~listener() = default;

void listener::start() {
  impl_->start();
}

void listener::stop() {
  impl_->stop();
}

void listener::reset(httplib::Request const& request) const {
  reset_connection(impl_->port(), request.remote_port);
}

std::string listener::origin() const {
  return impl_->origin();
}

}}} // namespace rubrica::v0_1::sandbox
