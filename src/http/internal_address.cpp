#include "http/internal_address.hpp"

#include <rubrica/http/headers.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using ipv6_bytes = std::array<std::uint8_t, 16>;

struct ipv4_range {
  std::uint32_t begin;
  int bits;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// RFC 6890 and its successors.
constexpr ipv4_range internal_ipv4[] = {
    {ipv4(0, 0, 0, 0), 8},      // this network, and the unspecified address
    {ipv4(10, 0, 0, 0), 8},     // private
    {ipv4(100, 64, 0, 0), 10},  // shared by customers of one provider
    {ipv4(127, 0, 0, 0), 8},    // loopback
    {ipv4(169, 254, 0, 0), 16}, // link-local; clouds offer machine credentials here
    {ipv4(172, 16, 0, 0), 12},  // private
    {ipv4(192, 0, 0, 0), 24},   // protocol assignments
    {ipv4(192, 168, 0, 0), 16}, // private
    {ipv4(198, 18, 0, 0), 15},  // benchmarks
    {ipv4(224, 0, 0, 0), 4},    // multicast
    {ipv4(240, 0, 0, 0), 4},    // reserved, and broadcast
};

bool is_internal(std::uint32_t address) noexcept {
  return std::any_of(std::begin(internal_ipv4), std::end(internal_ipv4),
                     [address](ipv4_range const& range) { return (address ^ range.begin) >> (32 - range.bits) == 0; });
}

struct ipv6_range {
  std::array<std::uint8_t, 12> begin;
  int bits;

  [[nodiscard]] bool holds(ipv6_bytes const& address) const noexcept {
    auto const whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(address.begin(), address.begin() + whole, begin.begin())) return false;
    return bits % 8 == 0 || (address[whole] ^ begin[whole]) >> (8 - bits % 8) == 0;
  }
};

constexpr ipv6_range internal_ipv6[] = {
    {{0xfe, 0x80}, 10},                         // link-local
    {{0xfe, 0xc0}, 10},                         // site-local (deprecated)
    {{0xfc}, 7},                                // unique-local
    {{0xff}, 8},                                // multicast
    {{0x01, 0x00}, 64},                         // discarded
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48}, // NAT64 within one network
    {{0x20, 0x01, 0x00, 0x02, 0x00, 0x00}, 48}, // benchmarks
};

/// A form of IPv6 address that contains an IPv4 address, and leads there.
struct carrier {
  ipv6_range range;
  std::size_t at;      ///< of the first of its four bytes
  std::uint8_t hidden; ///< XOR mask of each byte
};

constexpr carrier carriers[] = {
    {{{}, 96}, 12, 0},                                         // compatible; also :: and ::1
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12, 0}, // mapped
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0}, 96}, 12, 0}, // translated
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12, 0},                   // NAT64
    {{{0x20, 0x02}, 16}, 2, 0},                                // 6to4
    {{{0x20, 0x01, 0x00, 0x00}, 32}, 12, 0xff},                // Teredo
};

std::uint32_t carried(ipv6_bytes const& address, std::size_t at, std::uint8_t hidden) noexcept {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<std::uint8_t>(address[i] ^ hidden);
  return value;
}

/// ISATAP: any prefix, then an interface identifier that holds the IPv4 address.
bool is_isatap(ipv6_bytes const& address) noexcept {
  bool const marked = (address[8] & 0xfc) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == 0xfe;
  return marked;
}

bool is_internal(ipv6_bytes const& address) noexcept {
  if (std::any_of(std::begin(internal_ipv6), std::end(internal_ipv6), [&](auto const& one) { return one.holds(address); }))
    return true;
  for (carrier const& one : carriers) {
    if (one.range.holds(address)) return is_internal(carried(address, one.at, one.hidden));
  }
  return is_isatap(address) && is_internal(carried(address, 12, 0));
}

address_kind kind(bool internal) noexcept {
  return internal ? address_kind::internal : address_kind::outside;
}

} // namespace

address_kind kind_of_address(std::string_view text) noexcept {
  if (text.size() > 1 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  text = text.substr(0, text.find('%'));
  char terminated[INET6_ADDRSTRLEN] = {};
  if (text.empty() || text.size() >= sizeof terminated) return address_kind::none;
  text.copy(terminated, text.size());
  in_addr four{};
  if (inet_pton(AF_INET, terminated, &four) == 1) return kind(is_internal(std::uint32_t{ntohl(four.s_addr)}));
  ipv6_bytes six{};
  if (inet_pton(AF_INET6, terminated, six.data()) == 1) return kind(is_internal(six));
  return address_kind::none;
}

bool is_internal_address(sockaddr const& address) noexcept {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return is_internal(std::uint32_t{ntohl(four.sin_addr.s_addr)});
  }
  if (address.sa_family != AF_INET6) return true;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  ipv6_bytes bytes{};
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return is_internal(bytes);
}

bool is_internal_host(std::string_view host) noexcept {
  constexpr std::string_view own = "localhost";
  while (!host.empty() && host.back() == '.') host.remove_suffix(1);
  std::size_t const dot = host.rfind('.');
  std::string_view const last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  return same_name(last, own) || is_internal_address(host);
}

} // namespace http
RUBRICA_END_NAMESPACE
