#include "http/curl/curl_transfer.hpp"
#include "text/ascii.hpp"

#include "http/curl/curl_error.hpp"
#include "http/curl/curl_handle.hpp"
#include "http/internal_address.hpp"
#include "text/cleanse.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view refused_address = "its name leads to an internal one";
constexpr std::size_t max_header_bytes = 64 * 1024;
// Added to the text of each field, so that many empty fields count as much as they take in memory.
constexpr std::size_t field_overhead = 32;
constexpr std::size_t max_small_body = 32 * 1024;
constexpr std::uint64_t max_error_body = 1024 * 1024;

/// Whether a body may end before its announced size. Since 8.7 that ends the transfer with an error, so the rest is held back until
/// the answer is complete.
bool takes_early_end() noexcept {
  constexpr unsigned int first_without = 0x080700;
  return curl_version_info(CURLVERSION_NOW)->version_num < first_without;
}

std::uint64_t size_of_body(http::request const& request) {
  if (auto const* source = std::get_if<http::body_source>(&request.body)) return source->size;
  return std::get<std::string>(request.body).size();
}

} // namespace

curl_transfer::curl_transfer(curl_handle const& handle, http::request const& request, http::context const& limits,
                             http::body_reader reader)
    : easy_(handle.easy()), by_proxy_(handle.by_proxy()), request_(request), limits_(limits), reader_(std::move(reader)),
      body_size_(size_of_body(request)) {}

void curl_transfer::install(CURL* easy) {
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &curl_transfer::on_connect);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &curl_transfer::on_start);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, &curl_transfer::on_read);
  curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, &curl_transfer::on_seek);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &curl_transfer::on_header);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &curl_transfer::on_body);
}

void curl_transfer::attach() {
  curl_easy_setopt(easy_, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy_, CURLOPT_PREREQDATA, this);
  curl_easy_setopt(easy_, CURLOPT_READDATA, this);
  curl_easy_setopt(easy_, CURLOPT_SEEKDATA, this);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
}

result<http::response> curl_transfer::finish(CURLcode code) {
  // libcurl reports success when the connection ends inside the header of the answer.
  bool const complete = code == CURLE_OK && head_complete_;
  if (complete && !failure_ && !stopped_) {
    char const* peer = nullptr;
    if (!by_proxy_ && curl_easy_getinfo(easy_, CURLINFO_PRIMARY_IP, &peer) == CURLE_OK && peer != nullptr) answer_.peer = peer;
    return std::move(answer_);
  }

  error_info error;
  if (failure_)
    error = *std::move(failure_);
  else if (stopped_)
    error = make_error(*stopped_, reason_);
  else if (address_refused_ && !started_)
    error = make_error(errc::address_refused, refused_address);
  else if (code == CURLE_OK)
    error = make_error(errc::connection_lost, "inside the answer's header fields");
  else
    error = make_error(classify(code, started_), curl_easy_strerror(code));
  error.outcome = started_ ? outcome::ambiguous : outcome::not_sent;
  return error;
}

// The address comes from the current name lookup, so that a name that changes its address later does not help an attacker.
curl_socket_t curl_transfer::on_connect(void* self, curlsocktype, curl_sockaddr* address) noexcept {
  auto& transfer = *static_cast<curl_transfer*>(self);
  bool const guarded = transfer.request_.outside_only && !transfer.by_proxy_;
  if (guarded && http::is_internal_address(address->addr)) {
    transfer.address_refused_ = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// libcurl calls this when a connection is ready and before the first byte of the request, for each connection that it tries.
// When a reused connection drops before any byte of the answer, libcurl would send the request again on a new one: harmless for
// GET, but a POST might be done twice.
int curl_transfer::on_start(void* self, char* peer, char*, int, int) noexcept {
  auto& transfer = *static_cast<curl_transfer*>(self);
  // A kept connection may have been made for a request without this restriction.
  bool const guarded = transfer.request_.outside_only && !transfer.by_proxy_;
  if (guarded && http::kind_of_address(peer) != http::address_kind::outside) {
    transfer.stopped_ = errc::address_refused;
    transfer.reason_ = refused_address;
    return CURL_PREREQFUNC_ABORT;
  }
  bool const repeats = transfer.started_ && transfer.request_.verb != http::method::get;
  transfer.started_ = true;
  return repeats ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

// One write to the socket instead of two saves a third of a small call's time. For such a body only `on_start` prevents a second
// sending, so it must be sufficient by itself.
char const* curl_transfer::small_body() const noexcept {
  auto const* bytes = std::get_if<std::string>(&request_.body);
  bool const small = bytes != nullptr && bytes->size() <= max_small_body && !limits_.on_upload;
  return small ? bytes->c_str() : nullptr;
}

// A second protection besides `on_start`: a body that cannot be rewound cannot be sent again.
int curl_transfer::on_seek(void*, curl_off_t, int) noexcept {
  return CURL_SEEKFUNC_FAIL;
}

/// Called inside an exception handler: keeps the exception as the reason to end the transfer.
void curl_transfer::thrown(errc code, std::string_view reason) noexcept {
  try {
    throw;
  } catch (std::bad_alloc const&) {
    stopped_ = errc::out_of_memory;
  } catch (...) {
    stopped_ = code;
    reason_ = reason;
  }
}

std::size_t curl_transfer::on_read(char* buffer, std::size_t size, std::size_t count, void* self) noexcept {
  auto& transfer = *static_cast<curl_transfer*>(self);
  try {
    return transfer.read(buffer, size * count);
  } catch (...) {
    transfer.thrown(errc::file_error, "the request body's source threw an exception");
    return CURL_READFUNC_ABORT;
  }
}

std::size_t curl_transfer::read(char* buffer, std::size_t size) {
  auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, body_size_ - sent_));
  if (wanted == 0) return 0;
  if (head_complete_) { // the server has answered and reads no more; what it would read next is not a request
    curl_easy_setopt(easy_, CURLOPT_FORBID_REUSE, 1L);
    return takes_early_end() ? 0 : CURL_READFUNC_PAUSE;
  }
  // A server that answers early often closes at once, and after a failed write libcurl does not read the answer.
  held_back_ = sent_ > 0 && answer_waits();
  if (held_back_) return CURL_READFUNC_PAUSE;
  std::size_t got = wanted;
  if (reader_)
    got = read_source(buffer, wanted);
  else
    std::memcpy(buffer, std::get<std::string>(request_.body).data() + sent_, wanted);
  if (got == CURL_READFUNC_ABORT) return got;
  sent_ += got;
  if (limits_.on_upload) limits_.on_upload(sent_, body_size_);
  return got;
}

bool curl_transfer::answer_waits() const noexcept {
  curl_socket_t socket = CURL_SOCKET_BAD;
  if (curl_easy_getinfo(easy_, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK || socket == CURL_SOCKET_BAD) return false;
  pollfd one{socket, POLLIN, 0};
  return poll(&one, 1, 0) == 1 && (one.revents & POLLIN) != 0;
}

// libcurl stops sending after an answer of 300 or more. After another it first sends what it has in its own buffer, for ever if
// the server reads nothing more. The end of a chunked answer only libcurl knows: then the deadline ends the transfer.
bool curl_transfer::is_answered() const noexcept {
  if (!head_complete_ || body_size_ == 0) return false;
  if (answer_.status == 204) return true;
  curl_off_t announced = -1;
  curl_off_t got = 0;
  curl_easy_getinfo(easy_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
  curl_easy_getinfo(easy_, CURLINFO_SIZE_DOWNLOAD_T, &got);
  return announced >= 0 && got == announced;
}

void curl_transfer::resume() noexcept {
  bool const is_over = head_complete_ && !takes_early_end();
  if (!held_back_ || is_over) return;
  held_back_ = false;
  curl_easy_pause(easy_, CURLPAUSE_CONT);
}

std::size_t curl_transfer::read_source(char* buffer, std::size_t size) {
  result<std::size_t> const got = reader_(buffer, size);
  if (got && *got > 0 && *got <= size) return *got;
  if (!got) {
    failure_ = got.error();
  } else {
    // Otherwise the server would wait for the rest of the body until the deadline.
    stopped_ = errc::file_error;
    reason_ =
        *got == 0 ? "the request body ended before its announced size" : "the request body's source returned more than fits";
  }
  return CURL_READFUNC_ABORT;
}

std::size_t curl_transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) noexcept {
  auto& transfer = *static_cast<curl_transfer*>(self);
  try {
    return transfer.take_header({bytes, size * count}) ? size * count : 0;
  } catch (...) {
    transfer.thrown(errc::protocol, {});
    return 0;
  }
}

bool curl_transfer::take_header(std::string_view line) {
  header_bytes_ += line.size() + field_overhead;
  if (header_bytes_ > max_header_bytes) {
    stopped_ = errc::too_large;
    reason_ = "in its header fields";
    return false;
  }
  if (head_complete_) return true; // a trailer
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  if (line.empty()) {
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    answer_.status = static_cast<int>(status);
    head_complete_ = status >= 200;
  } else if (line.substr(0, 5) == "HTTP/") {
    answer_.fields.clear(); // the fields so far belonged to a 1xx answer
  } else {
    take_field(line);
  }
  return true;
}

void curl_transfer::take_field(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') { // obsolete line folding: the value continues on the next line
    if (!answer_.fields.empty()) answer_.fields.back().value.append(" ").append(trimmed(line, " \t"));
    return;
  }
  std::size_t const colon = line.find(':');
  if (colon == std::string_view::npos) return;
  answer_.fields.push_back(
      {std::string(trimmed(line.substr(0, colon), " \t")), std::string(trimmed(line.substr(colon + 1), " \t"))});
}

std::size_t curl_transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) noexcept {
  auto& transfer = *static_cast<curl_transfer*>(self);
  try {
    return transfer.take_body({bytes, size * count}) ? size * count : 0;
  } catch (...) {
    transfer.thrown(errc::file_error, "the answer's sink threw an exception");
    return 0;
  }
}

bool curl_transfer::goes_to_sink() const {
  return request_.sink && answer_.status >= 200 && answer_.status < 300;
}

bool curl_transfer::take_body(std::string_view bytes) {
  bool const to_sink = goes_to_sink();
  bool const is_report = request_.sink && !to_sink; // the text of an error, even when the caller asked for a file
  std::uint64_t const limit = is_report ? std::min(max_error_body, request_.max_response_bytes) : request_.max_response_bytes;
  if (bytes.size() > limit - received_) {
    stopped_ = errc::too_large;
    return false;
  }
  received_ += bytes.size();
  if (!to_sink) {
    append_secretly(answer_.body, bytes);
    return true;
  }
  result<void> taken = request_.sink(bytes);
  if (taken) return true;
  failure_ = std::move(taken).error();
  return false;
}

} // namespace detail
RUBRICA_END_NAMESPACE
