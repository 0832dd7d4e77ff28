#pragma once

#include <rubrica/core/export.hpp>

#include <string_view>

struct sockaddr;

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Which network an IP address belongs to.
enum class address_kind {
  none,     ///< the text is not an address: a name, or nothing
  outside,  ///< the public internet
  internal, ///< this machine, its network, a private network, or no network
};

/// The kind of an IPv4 address in dotted form or an IPv6 address, with or without brackets and zone. Other spellings of IPv4
/// (octal, hexadecimal, fewer than four numbers) do not count as addresses here: libcurl turns them into dotted form before it
/// connects.
///
/// Internal are loopback, unspecified, link-local, private, shared (RFC 6598), benchmark, protocol, multicast and reserved
/// addresses; of IPv6 also unique-local, site-local and discarded ones, and each form that contains an internal IPv4 address:
/// mapped, compatible, translated, NAT64, 6to4, Teredo and ISATAP. Addresses for documentation belong to no network and count as
/// outside.
address_kind kind_of_address(std::string_view text) noexcept;

inline bool is_internal_address(std::string_view text) noexcept {
  return kind_of_address(text) == address_kind::internal;
}

/// The same for the peer of a socket; anything but IP counts as internal.
bool is_internal_address(sockaddr const& address) noexcept;

/// Whether a URL's host is internal as it is written: an internal address, or `localhost` and names below it.
bool is_internal_host(std::string_view host) noexcept;

} // namespace http
RUBRICA_END_NAMESPACE
