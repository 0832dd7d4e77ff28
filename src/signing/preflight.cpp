#include <rubrica/signing/preflight.hpp>

#include "clicksign/authentication_rules.hpp"
#include "detail/file.hpp"
#include "detail/utf8.hpp"
#include "signing/file_name.hpp"

#include <rubrica/signing/brazil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

constexpr std::uint64_t megabyte = std::uint64_t{1} << 20;
constexpr std::uint64_t largest_file = 10 * megabyte;
constexpr std::uint64_t largest_envelope = 100 * megabyte;
constexpr std::size_t most_files = 20;
constexpr std::size_t longest_subject = 100;
constexpr auto longest_deadline = std::chrono::hours(24 * 90);

/// Collects problems with their pointers.
class findings {
public:
  void add(std::string pointer, std::string_view rule, std::string_view sentence) {
    problems_.push_back({std::string(rule), "preflight", std::string(sentence), std::move(pointer)});
  }
  void check_text(std::string_view text, std::string pointer) {
    if (!detail::is_valid_utf8(text)) add(std::move(pointer), "text_encoding", "The text is not valid UTF-8.");
  }
  std::vector<problem> take() { return std::move(problems_); }

private:
  std::vector<problem> problems_;
};

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Size of the file's content; nothing, and a finding, when it cannot be read.
std::optional<std::uint64_t> size_of(file const& one, std::string const& pointer, findings& out) {
  if (one.path.empty()) return one.bytes.size();
  auto opened = detail::input_file::open(one.path);
  if (opened) return opened->size();
  out.add(pointer + "/path", "file_unreadable", "The file cannot be read.");
  return std::nullopt;
}

std::uint64_t check_file(file const& one, std::string const& pointer, findings& out) {
  out.check_text(one.name, pointer + "/name");
  out.check_text(one.type, pointer + "/type");
  out.check_text(one.description, pointer + "/description");
  if (!has_accepted_extension(file_name_of(one))) {
    out.add(pointer + (one.path.empty() ? "/name" : "/path"), "file_extension", "The file must be a .doc, .docx or .pdf.");
  }
  auto const size = size_of(one, pointer, out);
  if (!size) return 0;
  std::string const where = pointer + (one.path.empty() ? "/bytes" : "/path");
  if (*size == 0) out.add(where, "file_empty", "The file is empty.");
  if (*size > largest_file) out.add(where, "file_too_large", "The file is larger than 10 MB.");
  return *size;
}

void check_files(request const& request, findings& out) {
  if (request.files.empty()) out.add("/files", "no_file", "There is no file to sign.");
  if (request.files.size() > most_files) out.add("/files", "too_many_files", "An envelope takes at most 20 files.");
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < request.files.size(); ++i) total += check_file(request.files[i], fmt::format("/files/{}", i), out);
  if (total > largest_envelope) out.add("/files", "envelope_too_large", "The files are larger than 100 MB together.");
}

bool is_plausible_email(std::string_view text) {
  std::size_t const at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos) return false;
  std::string_view const domain = text.substr(at + 1);
  bool const blank =
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == ',' || c == ';'; });
  return !blank && domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.';
}

bool is_full_name(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (char c : text) {
    if (c >= '0' && c <= '9') return false;
    bool const blank = c == ' ' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words >= 2;
}

bool is_date_of_birth(std::string_view text, instant now) {
  timestamp const date{text};
  return text.size() == 10 && text[4] == '-' && date.at() && *date.at() < now;
}

/// The first and the further ones, in order.
std::vector<clicksign::authentication> authentications_of(signer const& one) {
  std::vector<clicksign::authentication> all;
  if (!one.authentication.empty()) all.push_back(one.authentication);
  all.insert(all.end(), one.more_authentications.begin(), one.more_authentications.end());
  return all;
}

/// What all of the signer's authentications need together.
clicksign::authentication_needs needs_of(signer const& one) {
  clicksign::authentication_needs all;
  for (auto const& each : authentications_of(one)) {
    auto const needs = clicksign::needs_of(each.text());
    all.email = all.email || needs.email;
    all.phone = all.phone || needs.phone;
    all.documentation = all.documentation || needs.documentation;
    all.birthday = all.birthday || needs.birthday;
    all.host = all.host || needs.host;
  }
  return all;
}

bool is_called_by(signer const& one, clicksign::channel const& wanted) {
  return one.channels && (one.channels->signature_request == wanted || one.channels->signature_reminder == wanted ||
                          one.channels->document_signed == wanted);
}

void check_contacts(signer const& one, clicksign::authentication_needs const& needs, std::string const& pointer, findings& out) {
  using clicksign::channel;
  bool const wants_email = needs.email || is_called_by(one, channel::email);
  bool const wants_mobile = needs.phone || is_called_by(one, channel::sms) || is_called_by(one, channel::whatsapp);
  bool const has_mobile = mobile_digits(one.mobile.reveal()).has_value();
  if (one.email.empty() ? wants_email : !is_plausible_email(one.email.reveal())) {
    out.add(pointer + "/email", "signer_email", "The signer needs a valid e-mail address.");
  }
  if ((wants_mobile || !one.mobile.empty()) && !has_mobile) {
    out.add(pointer + "/mobile", "signer_mobile", "The signer needs a valid Brazilian mobile number.");
  }
  if (one.email.empty() && one.mobile.empty() && !wants_email && !wants_mobile) {
    out.add(pointer, "signer_contact", "The signer needs an e-mail address or a mobile number.");
  }
}

/// Reminders go by e-mail, the finished document by e-mail or WhatsApp (clicksign-v3 §7.1).
void check_channels(signer const& one, std::string const& pointer, findings& out) {
  using clicksign::channel;
  if (!one.channels) return;
  if (one.channels->signature_reminder == channel::sms || one.channels->signature_reminder == channel::whatsapp) {
    out.add(pointer + "/channels/signature_reminder", "signer_channel", "Reminders go by e-mail, or not at all.");
  }
  if (one.channels->document_signed == channel::sms || one.channels->document_signed == channel::none) {
    out.add(pointer + "/channels/document_signed", "signer_channel", "The signed document goes by e-mail or WhatsApp.");
  }
}

void check_identity(signer const& one, clicksign::authentication_needs const& needs, std::string const& pointer, instant now,
                    findings& out) {
  if (one.cpf.empty() ? needs.documentation : !formatted_cpf(one.cpf.reveal())) {
    out.add(pointer + "/cpf", "signer_cpf", "The signer needs a CPF with correct check digits.");
  }
  if (one.birthday.empty() ? needs.birthday : !is_date_of_birth(one.birthday.reveal(), now)) {
    out.add(pointer + "/birthday", "signer_birthday", "The birthday must be a past date, written YYYY-MM-DD.");
  }
  if (!one.asks_cpf && !(one.cpf.empty() && one.birthday.empty())) {
    out.add(pointer + "/asks_cpf", "signer_documentation",
            "CPF and birthday may not be given when they are not part of the signature.");
  }
}

void check_host(signer const& one, clicksign::authentication_needs const& needs, std::string const& pointer, findings& out) {
  auto const& host = one.host;
  bool const given = !host.name.empty() || !host.email.empty();
  if (given && !needs.host) {
    out.add(pointer + "/host", "signer_host", "Only a signature in person has a host.");
  } else if (needs.host && !is_full_name(host.name.reveal())) {
    out.add(pointer + "/host/name", "signer_host", "A signature in person needs a host with first name and surname.");
  }
  if (needs.host && !is_plausible_email(host.email.reveal())) {
    out.add(pointer + "/host/email", "signer_host", "The host needs a valid e-mail address.");
  }
}

/// The rule that two authentications break together, with its sentence; an empty rule: none.
std::pair<std::string_view, std::string_view> conflict_of(clicksign::authentication const& one,
                                                          clicksign::authentication const& other) {
  if (one == other) return {"authentication_repeated", "An authentication is named twice."};
  if (!clicksign::exclude_each_other(one.text(), other.text())) return {};
  if (one == auth::auto_signature || other == auth::auto_signature)
    return {"auto_signature_alone", "An automatic signature takes no other authentication."};
  if (clicksign::is_token(one.text()) && clicksign::is_token(other.text()))
    return {"one_token", "A signer takes only one of e-mail, SMS, WhatsApp and Pix as authentication."};
  return {"authentications_exclude", "Two of the authentications exclude each other."};
}

void check_authentications(signer const& one, std::string const& pointer, findings& out) {
  if (one.authentication.empty())
    out.add(pointer + "/authentication", "signer_authentication", "The signer needs an authentication.");
  auto const all = authentications_of(one);
  std::set<std::string_view> told;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto const [rule, sentence] = conflict_of(all[i], all[j]);
      if (!rule.empty() && told.insert(rule).second) out.add(pointer + "/more_authentications", rule, sentence);
    }
  }
}

void check_signer(signer const& one, std::string const& pointer, instant now, findings& out) {
  out.check_text(one.name.reveal(), pointer + "/name");
  out.check_text(one.email.reveal(), pointer + "/email");
  if (!is_full_name(one.name.reveal())) {
    out.add(pointer + "/name", "signer_name", "The signer needs a first name and a surname, without digits.");
  }
  auto const needs = needs_of(one);
  check_contacts(one, needs, pointer, out);
  check_channels(one, pointer, out);
  check_identity(one, needs, pointer, now, out);
  check_host(one, needs, pointer, out);
  check_authentications(one, pointer, out);
  if (one.role.empty()) out.add(pointer + "/role", "signer_role", "The signer needs a role.");
  if (one.group < 1) out.add(pointer + "/group", "signer_group", "Groups are counted from 1.");
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// The same CPF, or the same name with the same ways to be reached.
bool is_same_person(signer const& a, signer const& b) {
  auto const cpf = formatted_cpf(a.cpf.reveal());
  if (cpf && cpf == formatted_cpf(b.cpf.reveal())) return true;
  return lower(a.name.reveal()) == lower(b.name.reveal()) && lower(a.email.reveal()) == lower(b.email.reveal()) &&
         mobile_digits(a.mobile.reveal()) == mobile_digits(b.mobile.reveal());
}

void check_signers(request const& request, instant now, findings& out) {
  if (request.signers.empty()) out.add("/signers", "no_signer", "There is nobody to sign.");
  for (std::size_t i = 0; i < request.signers.size(); ++i) {
    std::string const pointer = fmt::format("/signers/{}", i);
    check_signer(request.signers[i], pointer, now, out);
    auto const first = request.signers.begin();
    bool const repeated = std::any_of(first, first + static_cast<std::ptrdiff_t>(i),
                                      [&](signer const& other) { return is_same_person(other, request.signers[i]); });
    if (repeated) out.add(pointer, "signer_duplicated", "The signer is already in the list.");
  }
}

void check_settings(request const& request, instant now, findings& out) {
  constexpr std::array intervals{1, 2, 3, 7, 14};
  out.check_text(request.name, "/name");
  out.check_text(request.subject, "/subject");
  out.check_text(request.message, "/message");
  out.check_text(request.record.id, "/record/id");
  if (characters_in(request.subject) > longest_subject) {
    out.add("/subject", "subject_too_long", "The subject takes at most 100 characters.");
  }
  if (int const* days = request.remind_interval.value();
      days != nullptr && std::find(intervals.begin(), intervals.end(), *days) == intervals.end()) {
    out.add("/remind_interval", "remind_interval", "Reminders come every 1, 2, 3, 7 or 14 days.");
  }
  if (!request.deadline) return;
  auto const deadline = request.deadline->at();
  if (!deadline)
    out.add("/deadline", "deadline_form", "The deadline cannot be read.");
  else if (*deadline <= now)
    out.add("/deadline", "deadline_past", "The deadline has passed.");
  else if (*deadline > now + longest_deadline)
    out.add("/deadline", "deadline_too_far", "The deadline is more than 90 days away.");
}

} // namespace

std::vector<problem> preflight(request const& request, instant now) {
  findings out;
  check_files(request, out);
  check_signers(request, now, out);
  check_settings(request, now, out);
  return out.take();
}

}}} // namespace rubrica::v0_1::signing
