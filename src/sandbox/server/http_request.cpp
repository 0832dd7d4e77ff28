#include "sandbox/server/http_request.hpp"
#include "text/ascii.hpp"

#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using detail::trimmed;

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::size_t longest_size_line = 1024;
constexpr std::size_t dropped_at_once = std::size_t{64} * 1024;

bool read_number(std::string_view text, int base, std::size_t& out) {
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  return problem == std::errc() && end == text.data() + text.size();
}

std::string decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t value = 0;
    if (text[i] == '%' && i + 2 < text.size() && read_number(text.substr(i + 1, 2), 16, value)) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += plus_is_blank && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

bool names(std::string_view list, std::string_view word) {
  return lower(std::string(list)).find(word) != std::string::npos;
}

} // namespace

void read_pairs(std::string_view text, std::multimap<std::string, std::string>& into) {
  while (!text.empty()) {
    std::string_view const pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    auto const equals = std::min(pair.find('='), pair.size());
    std::string_view const value = pair.substr(std::min(equals + 1, pair.size()));
    into.emplace(decoded(pair.substr(0, equals), true), decoded(value, true));
  }
}

bool ignoring_case::operator()(std::string const& a, std::string const& b) const {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return detail::lower(x) < detail::lower(y); });
}

std::string http_request::header(std::string const& name) const {
  auto const found = headers.lower_bound(name);
  return found == headers.end() || headers.key_comp()(name, found->first) ? std::string() : found->second;
}

std::string http_request::parameter(std::string const& name) const {
  auto const found = query.lower_bound(name);
  return found == query.end() || found->first != name ? std::string() : found->second;
}

http_request_reader::state http_request_reader::refuse(int status) {
  refusal_ = status;
  return state::refused;
}

http_request_reader::state http_request_reader::advance() {
  while (refusal_ == 0 && stage_ != stage::complete && step()) {
  }
  if (refusal_ != 0) return state::refused;
  if (stage_ == stage::complete) return state::complete;
  drop_read();
  return state::incomplete;
}

http_request http_request_reader::take() {
  drop_read();
  stage_ = stage::head;
  asks_to_continue_ = false;
  trailers_ = 0;
  return std::exchange(request_, http_request());
}

bool http_request_reader::wants_continue() {
  return std::exchange(asks_to_continue_, false);
}

void http_request_reader::drop_read() {
  // Not each time: otherwise a body in small chunks would be moved for each of them.
  if (at_ < bytes_.size() && at_ < dropped_at_once && stage_ != stage::complete) return;
  bytes_.erase(0, at_);
  scanned_ -= std::min(scanned_, at_);
  at_ = 0;
}

bool http_request_reader::step() {
  switch (stage_) {
  case stage::head: return read_head();
  case stage::sized_body: return read_sized_body();
  case stage::chunk_size: return read_chunk_size();
  case stage::chunk: return read_chunk();
  case stage::chunk_end: return read_chunk_end();
  case stage::trailer: return read_trailer();
  case stage::complete: break;
  }
  return false;
}

bool http_request_reader::next_line(std::string_view& line, std::size_t longest, int status_beyond) {
  std::string_view const all = rest();
  auto const end = all.substr(0, longest + line_end.size()).find(line_end);
  if (end == std::string_view::npos) {
    if (all.size() > longest) refuse(status_beyond);
    return false;
  }
  line = all.substr(0, end);
  at_ += end + line_end.size();
  return true;
}

bool http_request_reader::read_head() {
  // A blank line between requests is tolerated, as RFC 9112 asks for.
  while (rest().substr(0, line_end.size()) == line_end) at_ += line_end.size();
  auto const end = bytes_.find(head_end, std::max(at_, scanned_));
  std::size_t const size = (end == std::string::npos ? bytes_.size() : end) - at_;
  auto const line_size = std::min(rest().substr(0, limits::longest_target + 64).find(line_end), size);
  if (line_size > limits::longest_target + 32) return refuse(414), false;
  if (size > limits::largest_head) return refuse(431), false;
  if (end == std::string::npos) {
    scanned_ = bytes_.size() < head_end.size() ? 0 : bytes_.size() - head_end.size() + 1;
    return false;
  }
  std::string_view head = std::string_view(bytes_).substr(at_, size);
  bool first = true;
  while (!head.empty()) {
    std::string_view const line = head.substr(0, head.find(line_end));
    head.remove_prefix(std::min(line.size() + line_end.size(), head.size()));
    bool const fine = first ? read_request_line(line) : read_field(line);
    if (!fine) return refuse(400), false;
    first = false;
  }
  at_ = end + head_end.size();
  return choose_body();
}

bool http_request_reader::read_request_line(std::string_view line) {
  auto const method_end = line.find(' ');
  auto const version = line.rfind(" HTTP/1.");
  if (method_end == 0 || method_end == std::string_view::npos || version == std::string_view::npos || version <= method_end) {
    return false;
  }
  request_.method = line.substr(0, method_end);
  request_.target = line.substr(method_end + 1, version - method_end - 1);
  request_.keeps_connection = line.substr(version) != " HTTP/1.0";
  std::string_view const target = request_.target;
  if (target.empty() || target.find(' ') != std::string_view::npos) return false;
  auto const question = std::min(target.find('?'), target.size());
  request_.path = decoded(target.substr(0, question), false);
  read_pairs(target.substr(std::min(question + 1, target.size())), request_.query);
  return true;
}

bool http_request_reader::read_field(std::string_view line) {
  auto const colon = line.find(':');
  bool const usable = colon != 0 && colon != std::string_view::npos && line.find_first_of(" \t") > colon;
  if (usable) request_.headers.emplace(std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1), " \t")));
  return usable;
}

bool http_request_reader::choose_body() {
  std::string const connection = request_.header("Connection");
  if (names(connection, "close")) request_.keeps_connection = false;
  if (names(connection, "keep-alive")) request_.keeps_connection = true;
  std::string const encoding = request_.header("Transfer-Encoding");
  auto const lengths = request_.headers.equal_range("Content-Length");
  bool const chunked = !encoding.empty();
  bool const sized = lengths.first != lengths.second;
  expected_ = 0;
  // Two ways to say where the body ends allow request smuggling.
  if ((chunked && sized) || std::distance(lengths.first, lengths.second) > 1) return refuse(400), false;
  if (chunked && lower(encoding) != "chunked") return refuse(501), false;
  if (sized && !read_number(lengths.first->second, 10, expected_)) return refuse(400), false;
  if (expected_ > limits::largest_request) return refuse(413), false;
  asks_to_continue_ = lower(request_.header("Expect")) == "100-continue" && (chunked || expected_ > rest().size());
  stage_ = chunked ? stage::chunk_size : expected_ > 0 ? stage::sized_body : stage::complete;
  return true;
}

bool http_request_reader::read_sized_body() {
  std::string_view const part = rest().substr(0, expected_);
  if (request_.body.empty() && part.size() < expected_) request_.body.reserve(std::min(expected_, part.size() * 2));
  request_.body += part;
  at_ += part.size();
  expected_ -= part.size();
  if (expected_ == 0) stage_ = stage::complete;
  return false;
}

bool http_request_reader::read_chunk_size() {
  std::string_view line;
  if (!next_line(line, longest_size_line, 400)) return false;
  if (!read_number(trimmed(line.substr(0, line.find(';')), " \t"), 16, expected_)) return refuse(400), false;
  if (expected_ > limits::largest_request - request_.body.size()) return refuse(413), false;
  stage_ = expected_ == 0 ? stage::trailer : stage::chunk;
  return true;
}

bool http_request_reader::read_chunk() {
  std::string_view const part = rest().substr(0, expected_);
  request_.body += part;
  at_ += part.size();
  expected_ -= part.size();
  if (expected_ > 0) return false;
  stage_ = stage::chunk_end;
  return true;
}

bool http_request_reader::read_chunk_end() {
  std::string_view line;
  if (!next_line(line, 0, 400)) return false;
  stage_ = stage::chunk_size;
  return true;
}

bool http_request_reader::read_trailer() {
  std::string_view line;
  if (!next_line(line, limits::largest_head, 431)) return false;
  trailers_ += line.size();
  if (trailers_ > limits::largest_head) return refuse(431), false;
  if (line.empty()) stage_ = stage::complete;
  return true;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
