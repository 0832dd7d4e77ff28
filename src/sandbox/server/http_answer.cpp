#include "sandbox/server/http_answer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::pair<int, char const*> phrases[] = {{200, "OK"},
                                                   {201, "Created"},
                                                   {202, "Accepted"},
                                                   {204, "No Content"},
                                                   {206, "Partial Content"},
                                                   {302, "Found"},
                                                   {303, "See Other"},
                                                   {400, "Bad Request"},
                                                   {401, "Unauthorized"},
                                                   {403, "Forbidden"},
                                                   {404, "Not Found"},
                                                   {405, "Method Not Allowed"},
                                                   {408, "Request Timeout"},
                                                   {413, "Request Entity Too Large"},
                                                   {414, "Request-URI Too Large"},
                                                   {416, "Requested Range Not Satisfiable"},
                                                   {422, "Unprocessable Entity"},
                                                   {429, "Too Many Requests"},
                                                   {431, "Request Header Fields Too Large"},
                                                   {500, "Internal Server Error"},
                                                   {501, "Not Implemented"},
                                                   {503, "Service Temporarily Unavailable"}};

char const* phrase_of(int status) {
  auto const found = std::find_if(std::begin(phrases), std::end(phrases), [&](auto const& one) { return one.first == status; });
  return found == std::end(phrases) ? "Status" : found->second;
}

struct byte_range {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const whole = problem == std::errc() && end == text.data() + text.size();
  return whole ? std::optional<std::size_t>(value) : std::nullopt;
}

/// The one range of `bytes=0-99`, `bytes=100-` or `bytes=-100`; nothing when the header has none or several, which a server may
/// ignore. `first` is past the end when there is no such part.
std::optional<byte_range> asked_range(std::string_view header, std::size_t size) {
  constexpr std::string_view unit = "bytes=";
  if (header.substr(0, unit.size()) != unit) return std::nullopt;
  header.remove_prefix(unit.size());
  auto const dash = header.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  auto const from = number(header.substr(0, dash));
  auto const to = number(header.substr(dash + 1));
  std::size_t const end = size == 0 ? 0 : size - 1;
  if (!from && to && dash == 0) return byte_range{*to == 0 ? size : size - std::min(*to, size), end};
  if (!from || (!to && dash + 1 != header.size()) || (to && *to < *from)) return std::nullopt;
  return byte_range{*from, std::min(to.value_or(end), end)};
}

void take_part(http_request const& request, http_answer& answer) {
  std::size_t const size = answer.body == nullptr ? 0 : answer.body->size();
  answer.headers.emplace_back("Accept-Ranges", "bytes");
  auto const range = asked_range(request.header("Range"), size);
  if (!range) return;
  if (range->first >= size) {
    answer.status = 416;
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    answer.body = nullptr;
    return;
  }
  answer.status = 206;
  answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(range->first) + '-' + std::to_string(range->last) + '/' +
                                                   std::to_string(size));
  answer.body = std::make_shared<std::string const>(answer.body->substr(range->first, range->last - range->first + 1));
}

} // namespace

http_answer answer_of(reply from) {
  http_answer out;
  out.status = from.status;
  out.headers = std::move(from.headers);
  out.content_type = std::move(from.content_type);
  out.body = std::make_shared<std::string const>(std::move(from.body));
  out.end = from.end;
  return out;
}

http_answer refusal_page(int status) {
  return answer_of(html_reply(status, std::to_string(status) + ' ' + phrase_of(status), "nginx"));
}

std::string head_of(http_request const& request, http_answer& answer, bool keep_connection) {
  if (answer.in_parts && answer.status == 200) take_part(request, answer);
  std::string out = "HTTP/1.1 " + std::to_string(answer.status) + ' ' + phrase_of(answer.status) + "\r\n";
  auto const add = [&out](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  for (auto const& [name, value] : answer.headers) add(name, value);
  if (!answer.content_type.empty()) add("Content-Type", answer.content_type);
  if (answer.status != 204) add("Content-Length", std::to_string(answer.body == nullptr ? 0 : answer.body->size()));
  add("Connection", keep_connection ? "keep-alive" : "close");
  return out + "\r\n";
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
