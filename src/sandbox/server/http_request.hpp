#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Decodes `a=1&b=2` of a query or a form.
void read_pairs(std::string_view text, std::multimap<std::string, std::string>& into);

struct ignoring_case {
  bool operator()(std::string const& a, std::string const& b) const;
};

/// A complete request as received.
struct http_request {
  std::string method;
  std::string target; ///< as it was sent
  std::string path;   ///< decoded, without the query
  std::multimap<std::string, std::string> query;
  std::multimap<std::string, std::string, ignoring_case> headers;
  std::string body;
  bool keeps_connection = true; ///< the peer wants to send another one

  /// The first of that name; empty when there is none.
  [[nodiscard]] std::string header(std::string const& name) const;
  [[nodiscard]] bool has_header(std::string const& name) const { return headers.count(name) != 0; }
  [[nodiscard]] std::string parameter(std::string const& name) const;
};

/// Parses the bytes of one connection, in pieces of any size, into requests.
class http_request_reader {
public:
  enum class state {
    incomplete,
    complete, ///< `take` returns the request
    refused,  ///< `refusal` is the status; the connection cannot be used any more
  };

  void add(std::string_view bytes) { bytes_ += bytes; }
  /// Parses what came since the last time.
  state advance();
  http_request take();
  [[nodiscard]] int refusal() const { return refusal_; }
  /// True once for each request whose peer waits for `100 Continue` before it sends the body.
  bool wants_continue();
  /// No byte of a request has come.
  [[nodiscard]] bool empty() const { return bytes_.empty() && stage_ == stage::head; }
  /// Number of bytes that wait here.
  [[nodiscard]] std::size_t held() const { return bytes_.size() + request_.body.size(); }

private:
  enum class stage { head, sized_body, chunk_size, chunk, chunk_end, trailer, complete };

  state refuse(int status);
  /// Each does one step; false when more bytes are needed or the request is refused.
  bool step();
  bool read_head();
  bool read_sized_body();
  bool read_chunk_size();
  bool read_chunk();
  bool read_chunk_end();
  bool read_trailer();

  bool read_request_line(std::string_view line);
  bool read_field(std::string_view line);
  bool choose_body();
  /// The next line without its end, at most `longest` long.
  bool next_line(std::string_view& line, std::size_t longest, int status_beyond);
  [[nodiscard]] std::string_view rest() const { return std::string_view(bytes_).substr(at_); }
  void drop_read();

  std::string bytes_;
  std::size_t at_ = 0;      ///< bytes parsed so far
  std::size_t scanned_ = 0; ///< the head does not end before this position
  stage stage_ = stage::head;
  http_request request_;
  std::size_t expected_ = 0; ///< bytes of the body or the chunk still to come
  std::size_t trailers_ = 0; ///< bytes of the trailers so far
  bool asks_to_continue_ = false;
  int refusal_ = 0;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
