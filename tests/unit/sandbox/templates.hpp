#pragma once

#include "fixture.hpp"
#include "support/files/docx.hpp"

#include <openssl/evp.h>

#include <string>

namespace fixture {

inline std::string base64(std::string const& bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  int const size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

inline std::string docx_uri(std::string const& file) {
  return std::string("data:") + rubrica_test::docx_type + ";base64," + base64(file);
}

inline answer add_template(account& on, std::string const& file, std::string const& name = "Contrato") {
  return on.post("/templates", resource("templates", {{"name", name}, {"content_base64", docx_uri(file)}}));
}

/// A document made from the template.
inline answer make_document(account& on, std::string const& envelope, std::string const& key, json data) {
  json const attributes = {{"filename", "contrato.docx"}, {"template", {{"key", key}, {"data", std::move(data)}}}};
  return on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes));
}

} // namespace fixture
