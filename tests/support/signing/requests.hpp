#pragma once

#include "support/files/pdf.hpp"

#include <rubrica/signing/preflight.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace rubrica_test {

/// One file and one signer: the smallest request that can be sent.
inline rubrica::signing::request small_request() {
  rubrica::signing::request request;
  request.record = {rubrica::signing::record_kind::opportunity, "OP-1207"};
  request.files.push_back({"", small_pdf(), "contrato.pdf", "contract", "Contrato de teste"});
  rubrica::signing::signer signer;
  signer.name = "Ana Souza";
  signer.email = "ana@acme.example";
  request.signers.push_back(signer);
  return request;
}

/// One file and `count` signers.
inline rubrica::signing::request request_with_signers(int count) {
  auto request = small_request();
  auto const first = request.signers[0];
  for (int i = 1; i < count; ++i) {
    request.signers.push_back(first);
    request.signers.back().email = "signer" + std::to_string(i) + "@acme.example";
  }
  return request;
}

/// What the preflight finds; nothing when the request can be sent.
inline std::vector<rubrica::problem> problems_of(rubrica::signing::request request, rubrica::instant now) {
  auto checked = rubrica::signing::preflight(std::move(request), now);
  return checked ? std::vector<rubrica::problem>() : std::move(checked).error().problems;
}

/// The same as `pointer rule`, sorted.
inline std::vector<std::string> findings_of(rubrica::signing::request const& request, rubrica::instant now) {
  std::vector<std::string> out;
  for (rubrica::problem const& one : problems_of(request, now)) out.push_back(one.pointer + " " + one.code);
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace rubrica_test
