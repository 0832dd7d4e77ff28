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
                                      {"folder", "/folder"},
                                      {"deadline_partial_signature_action", "/at_deadline"}};
constexpr renamed watcher_names[] = {{"email", "/email"}, {"kind", "/kind"}, {"communicate_events", "/channels"}};
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

/// The operation that a pointer into the whole request names.
std::optional<std::size_t> operation_in(std::string_view pointer) {
  constexpr std::string_view list = "/atomic:operations/";
  if (pointer.substr(0, list.size()) != list) return std::nullopt;
  pointer.remove_prefix(list.size());
  std::size_t index = 0;
  if (std::from_chars(pointer.data(), pointer.data() + pointer.size(), index).ec != std::errc()) return std::nullopt;
  return index;
}

std::string place_in_file(std::string_view pointer, plan const& plan, std::size_t index) {
  std::string file = fmt::format("/files/{}", index);
  clicksign::new_document const& document = plan.documents[index];
  if (ends_in(pointer, "filename")) return file + "/name";
  if (ends_in(pointer, "template/data") || ends_in(pointer, "attributes/data")) return file + "/data";
  if (ends_in(pointer, "template") || ends_in(pointer, "template/key")) return file + "/from_template";
  if (ends_in(pointer, "duplicate") || ends_in(pointer, "duplicate/key")) return file + "/copy_of";
  bool const content = ends_in(pointer, "content") || ends_in(pointer, "content_base64") || ends_in(pointer, "content_type");
  if (content) return file + (document.path.empty() ? "/bytes" : "/path");
  return file;
}

/// The number behind `list` in the pointer, and the pointer without both.
std::optional<std::size_t> number_after(std::string_view& pointer, std::string_view list) {
  std::size_t const at = pointer.find(list);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view const rest = pointer.substr(at + list.size());
  std::size_t number = 0;
  auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc()) return std::nullopt;
  pointer = rest.substr(static_cast<std::size_t>(end - rest.data()));
  return number;
}

std::string place_in_bulk(std::string_view pointer, plan const& plan) {
  if (auto const signer = number_after(pointer, "/signers/")) {
    std::string const who = fmt::format("/signers/{}", *signer);
    if (auto const index = number_after(pointer, "/requirements/")) {
      std::vector<std::string> places;
      for (planned_requirement const& one : plan.requirements) {
        if (one.signer == *signer) places.push_back(one.place);
      }
      return *index < places.size() ? places[*index] : who;
    }
    return who + std::string(our_name(pointer, signer_names));
  }
  if (pointer.find("/document") != std::string_view::npos) return place_in_file(pointer, plan, 0);
  return std::string(our_name(pointer, envelope_names));
}

} // namespace

error_info about_envelope(error_info error) {
  return with_places(std::move(error), [](std::string_view pointer) { return std::string(our_name(pointer, envelope_names)); });
}

error_info about_file(error_info error, plan const& plan, std::size_t index) {
  return with_places(std::move(error), [&](std::string_view pointer) { return place_in_file(pointer, plan, index); });
}

error_info about_bulk(error_info error, plan const& plan) {
  return with_places(std::move(error), [&](std::string_view pointer) { return place_in_bulk(pointer, plan); });
}

error_info about_signer(error_info error, std::size_t index) {
  return with_places(std::move(error), [index](std::string_view pointer) {
    return fmt::format("/signers/{}{}", index, our_name(pointer, signer_names));
  });
}

error_info about_watcher(error_info error, std::size_t index) {
  return with_places(std::move(error), [index](std::string_view pointer) {
    return fmt::format("/watchers/{}{}", index, our_name(pointer, watcher_names));
  });
}

error_info about_requirements(error_info error, plan const& plan, std::vector<std::size_t> const& asked,
                              std::optional<std::size_t> slot) {
  planned_requirement const* told = nullptr; // the first that caused the refusal
  error = with_places(std::move(error), [&](std::string_view pointer) -> std::string {
    auto const operation = slot ? slot : operation_in(pointer);
    if (!operation || *operation >= asked.size()) return {};
    planned_requirement const& one = plan.requirements[asked[*operation]];
    if (told == nullptr) told = &one;
    if (ends_in(pointer, "document")) return fmt::format("/files/{}", one.document);
    if (ends_in(pointer, "signer")) return fmt::format("/signers/{}", one.signer);
    return one.place;
  });
  if (told != nullptr) error.message += fmt::format(" It is about /signers/{} and /files/{}.", told->signer, told->document);
  return error;
}

} // namespace signing
RUBRICA_END_NAMESPACE
