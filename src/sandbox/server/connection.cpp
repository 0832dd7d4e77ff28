#include "sandbox/server/connection.hpp"

#include "sandbox/limits.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

// So that one peer's upload does not delay the others: after this many reads the others come first.
constexpr int turns = 8;
constexpr std::size_t turn = std::size_t{64} * 1024;
constexpr std::chrono::seconds longest_drain{2};

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

} // namespace

void descriptor::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

bool make_non_blocking(int fd) {
  int const flags = ::fcntl(fd, F_GETFL);
  return flags >= 0 && ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 && ::fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

bool connection::receive() {
  std::array<char, turn> bytes;
  for (int i = 0; i < turns; ++i) {
    auto const count = ::recv(fd(), bytes.data(), bytes.size(), 0);
    if (count < 0) return would_block() || errno == EINTR;
    if (count == 0) return false;
    if (state_ == state::reading) reader.add({bytes.data(), static_cast<std::size_t>(count)});
    if (static_cast<std::size_t>(count) < bytes.size()) break;
  }
  return true;
}

void connection::prepare(http_request const& request, http_answer answer) {
  end_ = answer.end;
  keeps_ = request.keeps_connection && end_ == ending::whole;
  head_ = head_of(request, answer, keeps_);
  body_ = std::move(answer.body);
  bool const has_body = body_ != nullptr && request.method != "HEAD" && answer.status != 204;
  body_size_ = !has_body ? 0 : end_ == ending::cut ? body_->size() / 2 : body_->size();
  sent_ = 0;
}

bool connection::send() {
  while (!sent()) {
    std::size_t const of_head = std::min(sent_, head_.size());
    std::size_t const of_body = sent_ - of_head;
    std::array<iovec, 2> parts{};
    parts[0] = {head_.data() + of_head, head_.size() - of_head};
    // sendmsg only reads it.
    if (body_size_ > 0) parts[1] = {const_cast<char*>(body_->data()) + of_body, body_size_ - of_body};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    auto const count = ::sendmsg(fd(), &message, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return would_block();
    sent_ += static_cast<std::size_t>(count);
  }
  body_ = nullptr;
  return true;
}

void connection::say_continue() const {
  constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
  // So few bytes always fit; a disconnected peer is noticed at the next read.
  (void)::send(fd(), line.data(), line.size(), MSG_NOSIGNAL);
}

void connection::finish() {
  ::shutdown(fd(), SHUT_WR);
}

void connection::close() {
  if (end_ == ending::reset) {
    linger const at_once{1, 0};
    ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  socket_.close();
  state_ = state::gone;
}

connection::time connection::patience() const {
  switch (state_) {
  case state::reading: return since_ + (reader.empty() ? limits::longest_idle : limits::longest_request);
  case state::writing: return since_ + limits::longest_answer;
  case state::draining: return since_ + longest_drain;
  case state::answering:
  case state::gone: break;
  }
  return time::max();
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
