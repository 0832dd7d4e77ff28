#include "support/catch.hpp"

#include "support/clock/skipping_clock.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include "signing/sending/driver.hpp"

#include <rubrica/signing/sender.hpp>

#include <algorithm>

// Every way to say who signs what, for up to 3 documents and 4 signers: the preflight, the sender and the simulator must agree on each.

namespace pairs_matrix_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

namespace {

/// Bit `document * signers + signer` says that the signer signs the document.
struct matrix {
  std::size_t documents;
  std::size_t signers;
  unsigned bits;

  bool signs(std::size_t signer, std::size_t document) const { return (bits >> (document * signers + signer) & 1u) != 0; }
  std::size_t files_of(std::size_t signer) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < documents; ++i) count += signs(signer, i) ? 1 : 0;
    return count;
  }
  bool every_document_is_signed() const {
    for (std::size_t i = 0; i < documents; ++i) {
      bool any = false;
      for (std::size_t j = 0; j < signers; ++j) any = any || signs(j, i);
      if (!any) return false;
    }
    return true;
  }
  bool every_signer_signs() const {
    for (std::size_t j = 0; j < signers; ++j) {
      if (files_of(j) == 0) return false;
    }
    return true;
  }
};

/// Roles and places differ from pair to pair, so that none can stand for another.
assignment assignment_of(matrix const& of, std::size_t signer, std::size_t document) {
  assignment out;
  out.file = document;
  switch ((of.bits + signer + document) % 4) {
  case 0: break;
  case 1: out.roles = {role::witness, role::approve}; break;
  case 2: out.rubrics = {{clicksign::rubric_kind::initials, {}, {}, {{1, 0.5, 0.25}, {1, 0.85, 0.9}}}}; break;
  default:
    out.roles = {role::contractor};
    out.rubrics = {{clicksign::rubric_kind::manuscript, {}, {}, {{1, 0.1, 0.9}}},
                   {clicksign::rubric_kind::initials, "all", {}, {}}};
  }
  return out;
}

/// A signer without any file cannot be written in a request: without assignments one signs every file.
request request_of(matrix const& of) {
  auto out = rubrica_test::request_with_signers(static_cast<int>(of.signers));
  out.files.resize(of.documents, out.files[0]);
  for (std::size_t i = 0; i < of.documents; ++i) out.files[i].name = "contrato-" + std::to_string(i) + ".pdf";
  for (std::size_t j = 0; j < of.signers; ++j) {
    for (std::size_t i = 0; i < of.documents; ++i) {
      if (of.signs(j, i)) out.signers[j].assignments.push_back(assignment_of(of, j, i));
    }
  }
  return out;
}

/// What the simulator gets when the pairs are not checked before: those of the matrix, also when somebody is left without any.
plan unchecked_plan_of(matrix const& of, instant now) {
  auto request = rubrica_test::request_with_signers(static_cast<int>(of.signers));
  request.files.resize(of.documents, request.files[0]);
  plan out = make_plan(preflight(std::move(request), now).value(), random_key());
  auto const end = std::remove_if(out.requirements.begin(), out.requirements.end(),
                                  [&](planned_requirement const& one) { return !of.signs(one.signer, one.document); });
  out.requirements.erase(end, out.requirements.end());
  return out;
}

/// The documents that must be closed when the first `count` signers have signed, and those that are.
std::pair<unsigned, unsigned> closed_after(std::size_t count, matrix const& of, sandboxed& box, sent const& sent) {
  unsigned expected = 0;
  unsigned found = 0;
  auto const documents = box.client.documents().list(sent.envelope).all().value();
  for (std::size_t i = 0; i < of.documents; ++i) {
    bool waits = false;
    for (std::size_t j = count; j < of.signers; ++j) waits = waits || of.signs(j, i);
    if (!waits) expected |= 1u << i;
    auto const one =
        std::find_if(documents.begin(), documents.end(), [&](auto const& each) { return each.id == sent.documents[i]; });
    if (one != documents.end() && one->status == status::closed) found |= 1u << i;
  }
  return {expected, found};
}

/// What does not fit in the life of a sending whose pairs are good; empty when all does.
std::string wrong_in_life_of(matrix const& of, sandboxed& box) {
  box.server.forget_requests();
  auto const sent = sender(box.client).send(request_of(of));
  if (!sent) return "not sent: " + sent.error().message;
  std::size_t pairs = 0;
  for (std::size_t j = 0; j < of.signers; ++j) pairs += of.files_of(j);
  if (sent->pairs.size() != pairs) return "other pairs";
  if (box.server.requests().size() > 4 + of.documents + of.signers) return "more than 4 + d + k requests";
  for (std::size_t j = 0; j < of.signers; ++j) {
    auto const [expected, found] = closed_after(j, of, box, *sent);
    if (expected != found) return "other documents are closed before signer " + std::to_string(j);
    if (!box.server.sign(sent->signers[j].text())) return "signer " + std::to_string(j) + " cannot sign";
  }
  return box.client.envelopes().get(sent->envelope)->status == status::closed ? "" : "the envelope does not close";
}

std::string wrong_in(matrix const& of, sandboxed& box) {
  auto const now = box.server.now();
  bool const expected = of.every_document_is_signed() && of.every_signer_signs();
  if (of.every_signer_signs()) {
    bool const accepted = rubrica_test::problems_of(request_of(of), now).empty();
    if (accepted != expected) return "the preflight decides otherwise";
  }
  if (expected) return wrong_in_life_of(of, box);
  plan const plan = unchecked_plan_of(of, now);
  send_options const options;
  auto const one = new_run(box.client, plan, options, nullptr).value();
  driver(box.client).carry_out(*one);
  return one->take_result() ? "the simulator activates what must be refused" : "";
}

} // namespace

TEST_CASE("preflight, sender and simulator agree on every assignment of up to 4 signers to up to 3 documents",
          "[signing][pairs][socket]") {
  sandboxed box(unlimited());
  std::size_t tried = 0;
  for (std::size_t documents = 1; documents <= 3; ++documents) {
    for (std::size_t signers = 1; signers <= 4; ++signers) {
      for (unsigned bits = 0; bits < 1u << (documents * signers); ++bits) {
        ++tried;
        auto const wrong = wrong_in({documents, signers, bits}, box);
        if (wrong.empty()) continue;
        INFO(documents << " documents, " << signers << " signers, pairs " << bits);
        CHECK(wrong == "");
      }
    }
  }
  CHECK(tried == 30 + 340 + 4680);
}

} // namespace pairs_matrix_test
