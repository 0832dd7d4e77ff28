#include <rubrica/signing/plan.hpp>

#include "crypto/random.hpp"
#include "signing/new_signer.hpp"
#include "signing/origin_io.hpp"
#include "signing/preflight/pairs.hpp"
#include "signing/sending/reference.hpp"

#include <fmt/format.h>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

std::string metadata_of(request const& request, file const& one, std::string const& key, std::size_t index) {
  document_origin origin;
  origin.key = key;
  origin.file = index;
  origin.record = request.record;
  origin.type = one.type;
  origin.description = one.description;
  return to_metadata(origin);
}

clicksign::new_signer new_signer_of(signer const& one) {
  clicksign::new_signer out = signer_to_create(one);
  out.group = one.group;
  return out;
}

/// Adds what one signer has to do with one document.
class requirement_writer {
public:
  requirement_writer(std::vector<planned_requirement>& out, std::size_t document, std::size_t signer)
      : out_(out), document_(document), signer_(signer) {}

  void agree(clicksign::role const& role, std::string place) {
    add(clicksign::requirement_action::agree, std::move(place)).role = role;
  }
  void authenticate(clicksign::authentication const& authentication, std::string place) {
    add(clicksign::requirement_action::provide_evidence, std::move(place)).auth = authentication;
  }
  void put(rubric const& rubric, std::string place) {
    auto& added = add(clicksign::requirement_action::rubricate, std::move(place));
    added.kind = rubric.kind;
    added.pages = rubric.pages;
    added.rubric_field = rubric.field;
    added.positions = rubric.positions;
  }

private:
  clicksign::new_requirement& add(clicksign::requirement_action const& action, std::string place) {
    auto& added = out_.emplace_back(planned_requirement{document_, signer_, {}, std::move(place)});
    added.requirement.action = action;
    return added.requirement;
  }

  std::vector<planned_requirement>& out_;
  std::size_t document_;
  std::size_t signer_;
};

void add_requirements(std::vector<planned_requirement>& all, signer const& one, std::size_t index, pair_of_request const& pair) {
  requirement_writer out(all, pair.file, index);
  std::string const who = fmt::format("/signers/{}", index);
  std::string const special = pair.assignment == nullptr ? std::string() : fmt::format("{}/assignments/{}", who, pair.index);
  if (pair.assignment != nullptr && !pair.assignment->roles.empty()) {
    auto const& roles = pair.assignment->roles;
    for (std::size_t i = 0; i < roles.size(); ++i) out.agree(roles[i], fmt::format("{}/roles/{}", special, i));
  } else {
    out.agree(one.role, who + "/role");
    for (std::size_t i = 0; i < one.more_roles.size(); ++i) out.agree(one.more_roles[i], fmt::format("{}/more_roles/{}", who, i));
  }
  out.authenticate(one.authentication, who + "/authentication");
  for (std::size_t i = 0; i < one.more_authentications.size(); ++i) {
    out.authenticate(one.more_authentications[i], fmt::format("{}/more_authentications/{}", who, i));
  }
  for (std::size_t i = 0; i < one.rubrics.size(); ++i) out.put(one.rubrics[i], fmt::format("{}/rubrics/{}", who, i));
  if (pair.assignment == nullptr) return;
  auto const& rubrics = pair.assignment->rubrics;
  for (std::size_t i = 0; i < rubrics.size(); ++i) out.put(rubrics[i], fmt::format("{}/rubrics/{}", special, i));
}

clicksign::new_document new_document_of(file& one, std::string metadata) {
  clicksign::new_document out;
  out.metadata = std::move(metadata);
  out.filename = std::move(one.name);
  out.path = std::move(one.path);
  out.bytes = std::move(one.bytes);
  out.duplicate_of = std::move(one.copy_of);
  if (!one.from_template.empty()) out.source_template = {std::move(one.from_template), std::move(one.data_json)};
  return out;
}

clicksign::new_envelope new_envelope_of(request const& request, std::string name) {
  clicksign::new_envelope out;
  out.name = std::move(name);
  out.deadline = request.deadline;
  out.locale = request.locale;
  out.auto_close = request.auto_close;
  out.remind_interval = request.remind_interval;
  out.block_after_refusal = request.block_after_refusal;
  if (!request.subject.empty()) out.subject = request.subject;
  if (!request.message.empty()) out.message = request.message;
  out.folder = request.folder;
  out.at_deadline = request.at_deadline;
  return out;
}

} // namespace

plan make_plan(checked_request checked, std::string key, std::string_view name_form) {
  request request = std::move(checked).get();
  plan out;
  out.key = std::move(key);
  out.replaces = request.replaces;
  out.envelope = new_envelope_of(request, envelope_name(name_form, request.name, reference_of(out.key)));
  if (request.notify) out.notification = {{}, request.email};
  out.watchers = std::move(request.watchers);
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    for (std::size_t j = 0; j < request.signers.size(); ++j) {
      if (auto const pair = pair_of(request.signers[j], i)) add_requirements(out.requirements, request.signers[j], j, *pair);
    }
  }
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    file& one = request.files[i];
    out.documents.push_back(new_document_of(one, metadata_of(request, one, out.key, i)));
  }
  for (signer const& one : request.signers) out.signers.push_back(new_signer_of(one));
  return out;
}

std::string random_key() {
  constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  constexpr std::size_t characters = 26; // of 5 bits each
  constexpr std::size_t at_once = 64 / 5;
  std::string key;
  while (key.size() < characters) {
    std::uint64_t bits = detail::random_bits();
    for (std::size_t i = 0; i < at_once && key.size() < characters; ++i, bits >>= 5) key += alphabet[bits & 31u];
  }
  return key;
}

std::vector<signing_pair> pairs_of(plan const& plan, std::vector<document_id> const& documents,
                                   std::vector<signer_id> const& signers) {
  std::vector<signing_pair> out;
  for (planned_requirement const& one : plan.requirements) {
    document_id const& document = documents[one.document];
    signer_id const& signer = signers[one.signer];
    bool const known = !out.empty() && out.back().document == document && out.back().signer == signer;
    if (!known) out.push_back({document, signer});
  }
  return out;
}

clicksign::new_requirement with_ids(planned_requirement const& planned, std::vector<document_id> const& documents,
                                    std::vector<signer_id> const& signers) {
  clicksign::new_requirement out = planned.requirement;
  out.document = documents[planned.document];
  out.signer = signers[planned.signer];
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
