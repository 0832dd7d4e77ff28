#pragma once

#include "arguments.hpp"

#include <rubrica/callbacks/delivery.hpp>
#include <rubrica/http/headers.hpp>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <string>
#include <string_view>

namespace trigger {

using json = nlohmann::ordered_json;

/// A request that is ready to be sent.
struct post {
  std::string kind;
  std::string url;
  rubrica::http::headers fields;
  std::string body;
};

/// `sha256=` and the HMAC of these bytes in lower case: ClickSign's `Content-Hmac`.
inline std::string content_hmac(rubrica::secret const& secret, std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  auto const key = secret.reveal();
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(body.data()), body.size(),
       digest.data(), &size);
  std::string out = "sha256=";
  for (unsigned i = 0; i < size; ++i) {
    constexpr char digits[] = "0123456789abcdef";
    out += digits[digest[i] >> 4];
    out += digits[digest[i] & 15];
  }
  return out;
}

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// ClickSign has one URL for all its events, the others have one for each kind.
inline std::string url_for(kind const& one, std::string url) {
  replace_all(url, "{PROVIDER}", to_string(one.provider));
  if (one.provider == provider::clicksign) replace_all(url, "/{HINT}", "");
  replace_all(url, "{HINT}", one.provider == provider::clicksign ? "" : one.name);
  return url;
}

/// Sets the value at a path such as `document.signers[0].email`; false when a part of it is no object or list.
inline bool set_value(json& body, std::string path, std::string const& text) {
  replace_all(path, "~", "~0");
  replace_all(path, "/", "~1");
  replace_all(path, "[", "/");
  replace_all(path, "]", "");
  replace_all(path, ".", "/");
  json value = json::parse(text, nullptr, false);
  try {
    body[json::json_pointer('/' + path)] = value.is_discarded() ? json(text) : std::move(value);
    return true;
  } catch (json::exception const&) {
    return false;
  }
}

/// The request with which the provider would send this body.
inline post made_of(kind const& one, std::string body, arguments const& given) {
  post out{one.full_name(), url_for(one, given.url), {{"Content-Type", "application/json"}}, std::move(body)};
  rubrica::secret const secret = given.secret_of(one.provider);
  rubrica::secret const used = given.bad_signature ? rubrica::secret("not the secret") : secret;
  if (one.provider == provider::clicksign) out.fields.push_back({"Event", one.name});
  if (used.empty()) return out;
  if (one.provider == provider::clicksign) out.fields.push_back({"Content-Hmac", content_hmac(used, out.body)});
  if (one.provider == provider::assinebem) out.fields.push_back({"ASSINEBEM-SECURITY-TOKEN", std::string(used.reveal())});
  return out;
}

/// The kind of a stored callback, as `--list` names it.
inline std::string kind_of(rubrica::callbacks::delivery const& stored) {
  std::string out(to_string(stored.provider));
  if (auto const* event = stored.clicksign()) return out + '.' + std::string(event->name.text());
  if (auto const* callback = stored.assinebem()) return out + '.' + std::string(wire_name(callback->payload));
  return stored.pacto().empty() ? out : out + '.' + std::string(stored.pacto().front().kind.text());
}

/// The request that brought a stored callback. What was hidden when it was stored is not there any more.
inline post made_of(rubrica::callbacks::delivery const& stored, arguments const& given) {
  post out{kind_of(stored), given.url, {}, stored.raw()};
  bool const is_origin = given.url.find('/', given.url.find("://") + 3) == std::string::npos;
  if (is_origin) {
    out.url += stored.target;
    replace_all(out.url, "{TOKEN}", given.token);
  }
  for (auto const& one : stored.headers) {
    if (one.value != "{HIDDEN}") out.fields.push_back({one.name, one.value});
  }
  return out;
}

} // namespace trigger
