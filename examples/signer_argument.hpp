#pragma once

#include <rubrica/signing/request.hpp>

#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

/// A value of one of ClickSign's lists; `unlisted:x` is sent as it is, whereas `x` alone would be reported as a mistake.
template <class Set> Set read_listed(std::string_view value) {
  constexpr std::string_view on_purpose = "unlisted:";
  bool const meant = value.substr(0, on_purpose.size()) == on_purpose;
  return meant ? Set::unlisted(value.substr(on_purpose.size())) : Set(value);
}

/// The parts of a list with commas; a list that ends in one has an empty last part.
inline std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t const comma = list.find(',');
    parts.push_back(list.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

template <class Number> bool read_number(std::string_view text, Number& out) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

/// `1,3`: files are counted from 1, as people do.
inline bool read_files(std::string_view value, rubrica::signing::signer& signer) {
  for (std::string_view one : split(value)) {
    std::size_t file = 0;
    if (!read_number(one, file) || file == 0) return false;
    signer.assignments.push_back({file - 1, {}, {}});
  }
  return true;
}

/// `contractor,witness`: the first role and more.
inline bool read_roles(std::string_view value, rubrica::signing::signer& signer) {
  auto const parts = split(value);
  signer.role = read_listed<rubrica::clicksign::role>(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) signer.more_roles.push_back(read_listed<rubrica::clicksign::role>(parts[i]));
  return true;
}

/// `email,selfie`: the first authentication and more.
inline bool read_authentications(std::string_view value, rubrica::signing::signer& signer) {
  using rubrica::clicksign::authentication;
  auto const parts = split(value);
  signer.authentication = read_listed<authentication>(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) signer.more_authentications.push_back(read_listed<authentication>(parts[i]));
  return true;
}

/// `1:0.8,0.9,3:0.5,0.5`: page, part of its width and part of its height, for each place.
inline bool read_positions(std::string_view value, std::vector<rubrica::clicksign::position>& out) {
  auto const parts = split(value);
  if (parts.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < parts.size(); i += 2) {
    std::size_t const colon = parts[i].find(':');
    rubrica::clicksign::position at;
    if (colon == std::string_view::npos || !read_number(parts[i].substr(0, colon), at.page) ||
        !read_number(parts[i].substr(colon + 1), at.x) || !read_number(parts[i + 1], at.y))
      return false;
    out.push_back(at);
  }
  return true;
}

/// The option of a signer that the key names; false when it is not known, or its value cannot be read.
inline bool read_signer_option(std::string_view key, std::string_view value, rubrica::signing::signer& signer,
                               rubrica::signing::rubric& rubric) {
  if (key == "phone") {
    signer.mobile = value;
  } else if (key == "cpf") {
    signer.cpf = value;
  } else if (key == "birthday") {
    signer.birthday = value;
  } else if (key == "auth") {
    return read_authentications(value, signer);
  } else if (key == "role") {
    return read_roles(value, signer);
  } else if (key == "group") {
    return read_number(value, signer.group);
  } else if (key == "files") {
    return read_files(value, signer);
  } else if (key == "positions") {
    return read_positions(value, rubric.positions);
  } else if (key == "pages") {
    rubric.pages = value;
  } else if (key == "field") {
    rubric.field = value;
  } else if (key == "kind") {
    rubric.kind = read_listed<rubrica::clicksign::rubric_kind>(value);
  } else {
    return false;
  }
  return true;
}

/// Parses `NAME <EMAIL>;phone=P;auth=A,A;role=R;group=N;files=1,3;positions=1:0.8,0.9`. The preflight checks the values.
inline std::optional<rubrica::signing::signer> read_signer(std::string_view text) {
  auto const head = text.substr(0, text.find(';'));
  auto const open = head.find('<');
  auto const close = head.rfind('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  auto name = head.substr(0, open);
  while (!name.empty() && name.back() == ' ') name.remove_suffix(1);

  rubrica::signing::signer signer;
  rubrica::signing::rubric rubric;
  std::set<std::string_view> given;
  signer.name = name;
  signer.email = head.substr(open + 1, close - open - 1);
  for (text.remove_prefix(head.size()); !text.empty();) {
    text.remove_prefix(1); // the semicolon
    auto const option = text.substr(0, text.find(';'));
    text.remove_prefix(option.size());
    auto const equals = option.find('=');
    bool const is_new = given.insert(option.substr(0, equals)).second; // of two values one would be lost
    if (equals == std::string_view::npos || !is_new) return std::nullopt;
    if (!read_signer_option(option.substr(0, equals), option.substr(equals + 1), signer, rubric)) return std::nullopt;
  }
  bool const placed = !rubric.positions.empty() || !rubric.pages.empty() || !rubric.field.empty();
  if (placed) signer.rubrics.push_back(std::move(rubric));
  return signer;
}
