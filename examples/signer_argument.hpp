#pragma once

#include <rubrica/signing/request.hpp>

#include <charconv>
#include <optional>
#include <string_view>

/// A value of one of ClickSign's lists; `unlisted:x` is sent as it is, whereas `x` alone would be reported as a mistake.
template <class Set> Set read_listed(std::string_view value) {
  constexpr std::string_view on_purpose = "unlisted:";
  bool const meant = value.substr(0, on_purpose.size()) == on_purpose;
  return meant ? Set::unlisted(value.substr(on_purpose.size())) : Set(value);
}

/// Parses `NAME <EMAIL>;phone=P;auth=A;role=R;group=N`. The preflight checks the values.
inline std::optional<rubrica::signing::signer> read_signer(std::string_view text) {
  auto const head = text.substr(0, text.find(';'));
  auto const open = head.find('<');
  auto const close = head.rfind('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  auto name = head.substr(0, open);
  while (!name.empty() && name.back() == ' ') name.remove_suffix(1);

  rubrica::signing::signer signer;
  signer.name = name;
  signer.email = head.substr(open + 1, close - open - 1);
  for (text.remove_prefix(head.size()); !text.empty();) {
    text.remove_prefix(1); // the semicolon
    auto const option = text.substr(0, text.find(';'));
    text.remove_prefix(option.size());
    auto const equals = option.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto const key = option.substr(0, equals);
    auto const value = option.substr(equals + 1);
    if (key == "phone")
      signer.mobile = value;
    else if (key == "auth")
      signer.authentication = read_listed<rubrica::clicksign::authentication>(value);
    else if (key == "role")
      signer.role = read_listed<rubrica::clicksign::role>(value);
    else if (key == "group") {
      auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), signer.group);
      if (error != std::errc() || end != value.data() + value.size()) return std::nullopt;
    } else
      return std::nullopt;
  }
  return signer;
}
