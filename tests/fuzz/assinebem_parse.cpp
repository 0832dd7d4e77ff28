// A callback of AssineBem; the last byte chooses the route's hint. It is read as one of the nine kinds, kept as unknown, or
// refused with a reason.

#include "property.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/signing/history.hpp>

#include <iterator>
#include <set>

namespace assinebem = rubrica::assinebem;
using namespace rubrica_fuzz;
using assinebem::callback;
using rubrica::errc;

namespace {

constexpr std::string_view hints[] = {"",
                                      "document_signed",
                                      "party_status_changed",
                                      "document_invalidated",
                                      "party_signed",
                                      "party_refused",
                                      "party_data_filled",
                                      "party_delegated",
                                      "document_viewed",
                                      "attachment_sent",
                                      "documento_assinado",
                                      "/api/rest/assinebem/token/parte_assinou/?x=1",
                                      "Parte-Recusou",
                                      "unknown"};

void check_error(rubrica::error_info const& error, std::string_view body) {
  require_explained(error, {errc::malformed, errc::limit_exceeded, errc::ambiguous_payload}, body);
  bool const is_list = error.message.find("list of several") != std::string::npos;
  if (error.code != errc::ambiguous_payload || is_list) return;
  std::set<std::string> candidates;
  for (auto const& each : error.problems) {
    require(!each.code.empty() && !each.title.empty(), "a candidate has both its names");
    require(candidates.insert(each.code).second, "a candidate is named once");
    require(error.message.find(each.code) != std::string::npos, "the sentence names the candidates");
  }
  require(candidates.size() > 1, "what is ambiguous has several candidates");
}

/// Without a hint the payload decided, so the right hint must not change anything.
void check_right_hint(callback const& read, std::string_view body) {
  auto const hinted = assinebem::parse(assinebem::kind(read.payload), body);
  require(hinted.has_value(), "the kind that the payload shows is accepted as a hint");
  require(hinted->payload.index() == read.payload.index() && !hinted->decided_by_route, "and decides nothing");
  require(deduplication_key(*hinted) == deduplication_key(read), "and makes no other event of it");
}

void check_padded(callback const& read, std::string_view hint, std::string_view body) {
  auto const padded = assinebem::parse(hint, std::string("\r\n ") + std::string(body) + "\t");
  require(padded && padded->payload.index() == read.payload.index(), "blanks around the body mean nothing");
  callback other_bytes = read;
  other_bytes.raw += ' ';
  bool const known_by_ids = deduplication_key(other_bytes) == deduplication_key(read);
  require(!known_by_ids || deduplication_key(*padded) == deduplication_key(read), "a repeat is known however it is spelled");
}

void check_callback(callback const& read, std::string_view hint, std::string_view body) {
  bool const is_unknown = std::holds_alternative<assinebem::unknown>(read.payload);
  require(read.raw == body, "the body is kept byte for byte");
  require(!read.decided_by_route || !hint.empty(), "only a hint can decide");
  require(assinebem::wire_name(read.payload).empty() == is_unknown, "a known kind has AssineBem's name");
  std::string const key = deduplication_key(read);
  std::string const start = std::string(assinebem::kind(read.payload)) + ':';
  require(key.size() == start.size() + 64 && key.substr(0, start.size()) == start, "the key is the kind's name and 64 digits");
  if (auto const* filled = std::get_if<assinebem::party_data_filled>(&read.payload)) {
    auto const digits = assinebem::cpf_digits(filled->cpf);
    require(digits.reveal().find_first_not_of("0123456789") == std::string::npos, "the digits of a CPF are digits");
  }
  rubrica::signing::history told;
  told.apply(read);
  require(told.apply(read).empty(), "nothing is told twice");
  auto const saved = rubrica::signing::history::from_json(told.to_json());
  require(saved.has_value() && *saved == told, "a history survives being saved");
  if (hint.empty() && !is_unknown) check_right_hint(read, body);
  bool const is_form = trimmed(body).empty() || trimmed(body).front() != '{' || body.find('\0') != std::string_view::npos;
  if (!is_form) check_padded(read, hint, body);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view body = text_of(data, size);
  std::string_view const hint = hints[take_choice(body) % std::size(hints)];
  auto const read = assinebem::parse(hint, body);
  if (read)
    check_callback(*read, hint, body);
  else
    check_error(read.error(), body);
  return 0;
}
