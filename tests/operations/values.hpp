#pragma once

#include "support/files/pdf.hpp"

#include <string>
#include <vector>

namespace rubrica_test {

// Values that no log, error or observer may show: the texts in the requests of `all_operations` and in their answers.
namespace values {

inline constexpr char token[] = "c1a7f3b0-5d2e-4e9a-9b6f-0d4e8a7c2b15";
inline constexpr char webhook_secret[] = "f3a9c27b5e8d41066b0c9a7d2e5f8134";
inline constexpr char name[] = "Quiteria Canaveira Brandao";
inline constexpr char email[] = "quiteria.canaveira@acme.example";
inline constexpr char cpf[] = "529.982.247-25";
inline constexpr char birthday[] = "1985-03-17";
inline constexpr char phone[] = "11987654321";
/// Another person's.
inline constexpr char other_name[] = "Belmira Uchoa Tavora";
inline constexpr char other_email[] = "belmira.uchoa@acme.example";
inline constexpr char other_phone[] = "(85) 3322-1144";
inline constexpr char link_query[] = "X-Amz-Signature=5f2c9d7e1b3a4c6d8e0f2a4b6c8d0e1f3a5b7c9d1e3f5a7b9c1d3e5f7a9b0c2d";
inline constexpr char sealed[] = "clausula sigilosa de confidencialidade entre as partes, foro de Fortaleza";
/// Id of an envelope, a document or a signer: not secret, but it does not belong in a log either.
inline constexpr char id[] = "3b241101-e2bb-4255-8caf-4136c566a962";

/// Values in requests.
inline std::vector<std::string> sent_ones() {
  return {token, name, email, cpf, birthday, phone, other_name, other_email, other_phone};
}

/// Values that may not appear anywhere.
inline std::vector<std::string> secret_ones() {
  auto all = sent_ones();
  all.insert(all.end(), {webhook_secret, "52998224725", link_query, sealed});
  return all;
}

/// The bytes of a file to send.
inline std::string file_bytes() {
  std::string text;
  while (text.size() < 200'000) text.append(sealed).append("\n% ");
  return small_pdf(text);
}

} // namespace values
} // namespace rubrica_test
