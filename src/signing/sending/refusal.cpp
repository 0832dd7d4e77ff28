#include "signing/sending/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// ClickSign's name of a value, and the name in the request.
struct renamed {
  std::string_view wire;
  std::string_view ours;
};

constexpr renamed envelope_names[] = {{"name", "/name"},
                                      {"deadline_at", "/deadline"},
                                      {"locale", "/locale"},
                                      {"auto_close", "/auto_close"},
                                      {"remind_interval", "/remind_interval"},
                                      {"block_after_refusal", "/block_after_refusal"},
                                      {"default_subject", "/subject"},
                                      {"default_message", "/message"},
                                      {"folder", "/folder"}};
constexpr renamed signer_names[] = {{"signature_host_signature_request", "/host/signature_request"},
                                    {"signature_request", "/channels/signature_request"},
                                    {"signature_reminder", "/channels/signature_reminder"},
                                    {"document_signed", "/channels/document_signed"},
                                    {"signature_host/name", "/host/name"},
                                    {"signature_host/email", "/host/email"},
                                    {"signature_host", "/host"},
                                    {"communicate_events", "/channels"},
                                    {"name", "/name"},
                                    {"email", "/email"},
                                    {"phone_number", "/mobile"},
                                    {"documentation", "/cpf"},
                                    {"birthday", "/birthday"},
                                    {"has_documentation", "/asks_cpf"},
                                    {"refusable", "/refusable"},
                                    {"group", "/group"},
                                    {"location_required_enabled", "/location_required"}};

/// Whether the pointer ends in these parts: the service sometimes leaves out those between (clicksign-rest §3.1).
bool ends_in(std::string_view pointer, std::string_view parts) {
  return pointer.size() > parts.size() && pointer.substr(pointer.size() - parts.size()) == parts &&
         pointer[pointer.size() - parts.size() - 1] == '/';
}

template <std::size_t N> std::string_view our_name(std::string_view pointer, renamed const (&names)[N]) {
  for (renamed const& one : names) {
    if (ends_in(pointer, one.wire)) return one.ours;
  }
  return {};
}

/// Whether the service looked at the values and refused them.
bool is_about_values(error_info const& error) {
  switch (error.code) {
  case errc::invalid:
  case errc::taken:
  case errc::not_ready:
  case errc::not_found:
  case errc::not_draft:
  case errc::forbidden:
  case errc::forbidden_plan: return true;
  default: return false;
  }
}

/// Rewrites each pointer. A refusal without any problem gets one, so that it also says what it is about.
template <class Place> error_info with_places(error_info error, Place place) {
  if (!is_about_values(error)) return error;
  if (error.problems.empty() && !place(std::string_view()).empty())
    error.problems.push_back({std::string(to_string(error.code)), {}, error.message, {}});
  for (problem& one : error.problems) one.pointer = place(std::string_view(one.pointer));
  return error;
}

template <class Id> std::size_t index_of(std::vector<Id> const& all, Id const& id) {
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), id) - all.begin());
}

/// The operation that a pointer into the whole request names.
std::optional<std::size_t> operation_in(std::string_view pointer) {
  constexpr std::string_view list = "/atomic:operations/";
  if (pointer.substr(0, list.size()) != list) return std::nullopt;
  pointer.remove_prefix(list.size());
  std::size_t index = 0;
  if (std::from_chars(pointer.data(), pointer.data() + pointer.size(), index).ec != std::errc()) return std::nullopt;
  return index;
}

/// Where the request contains what a requirement asks of the signer.
std::string place_of(clicksign::new_requirement const& asked, plan const& plan, std::size_t signer) {
  std::string const who = fmt::format("/signers/{}", signer);
  if (asked.action == clicksign::requirement_action::agree) return who + "/role";
  std::vector<clicksign::authentication> all;
  for (auto const& one : plan.requirements[signer]) {
    if (one.action == clicksign::requirement_action::provide_evidence) all.push_back(one.auth);
  }
  std::size_t const index = index_of(all, asked.auth);
  return index == 0 ? who + "/authentication" : fmt::format("{}/more_authentications/{}", who, index - 1);
}

} // namespace

error_info about_envelope(error_info error) {
  return with_places(std::move(error), [](std::string_view pointer) { return std::string(our_name(pointer, envelope_names)); });
}

error_info about_file(error_info error, plan const& plan, std::size_t index) {
  return with_places(std::move(error), [&](std::string_view pointer) {
    std::string const file = fmt::format("/files/{}", index);
    if (ends_in(pointer, "filename")) return file + "/name";
    bool const content = ends_in(pointer, "content") || ends_in(pointer, "content_base64") || ends_in(pointer, "content_type");
    if (content) return file + (plan.documents[index].path.empty() ? "/bytes" : "/path");
    return file;
  });
}

error_info about_signer(error_info error, std::size_t index) {
  return with_places(std::move(error), [index](std::string_view pointer) {
    return fmt::format("/signers/{}{}", index, our_name(pointer, signer_names));
  });
}

error_info about_requirements(error_info error, plan const& plan, std::vector<clicksign::new_requirement> const& asked,
                              std::vector<document_id> const& documents, std::vector<signer_id> const& signers,
                              std::optional<std::size_t> slot) {
  std::optional<std::size_t> told; // the first operation that caused the refusal
  error = with_places(std::move(error), [&](std::string_view pointer) -> std::string {
    auto const operation = slot ? slot : operation_in(pointer);
    if (!operation || *operation >= asked.size()) return {};
    if (!told) told = operation;
    auto const& one = asked[*operation];
    std::size_t const signer = index_of(signers, one.signer);
    if (signer == signers.size()) return {};
    if (ends_in(pointer, "document")) return fmt::format("/files/{}", index_of(documents, one.document));
    if (ends_in(pointer, "signer")) return fmt::format("/signers/{}", signer);
    return place_of(one, plan, signer);
  });
  if (told) {
    auto const& one = asked[*told];
    error.message +=
        fmt::format(" It is about /signers/{} and /files/{}.", index_of(signers, one.signer), index_of(documents, one.document));
  }
  return error;
}

} // namespace signing
RUBRICA_END_NAMESPACE
