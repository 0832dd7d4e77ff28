// Callbacks in a CGI program, as Apache, nginx with fcgiwrap and most shared hosting run it: a process for each callback.
#include "crm.hpp"

#include <cctype>
#include <charconv>
#include <iostream>

namespace {

std::string variable(std::string const& name) {
  char const* const value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

/// CGI's way of telling a header: `Content-Hmac` is HTTP_CONTENT_HMAC.
std::string header(std::string_view name) {
  std::string upper;
  for (char const letter : name)
    upper += letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return variable(upper == "CONTENT_TYPE" ? upper : "HTTP_" + upper);
}

int receive() {
  constexpr std::size_t largest_body = 16u << 20;
  std::string const length = variable("CONTENT_LENGTH");
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  if (size > largest_body) return 413;
  std::string body(size, '\0');
  std::cin.read(body.data(), static_cast<std::streamsize>(size));
  body.resize(static_cast<std::size_t>(std::cin.gcount()));
  return crm::answer(crm::routes(), {.path = variable("REQUEST_URI"), .headers = header, .body = body});
}

} // namespace

int main() {
  std::cout << "Status: " << receive() << "\r\n\r\n";
}
