#include "signing/preflight/findings.hpp"
#include "text/ascii.hpp"

#include "clicksign/protocol/authentication_rules.hpp"
#include "signing/preflight/listed.hpp"
#include "signing/preflight/spelling.hpp"
#include "text/folding.hpp"
#include "text/person.hpp"

#include <rubrica/signing/br_identifiers.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

bool is_date_of_birth(std::string_view text, instant now) {
  constexpr std::chrono::hours day{24};
  timestamp const date{text};
  if (text.size() != 10 || text < "1880") return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const fits = i == 4 || i == 7 ? text[i] == '-' : detail::is_digit(text[i]);
    if (!fits) return false;
  }
  return date.at() && *date.at() + day <= now; // not today either
}

/// The main authentication and the additional ones, in order.
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

/// What is written once for ClickSign, whatever spelling it came in; nothing where it could not be read.
struct numbers {
  std::optional<std::string> cpf;
  std::optional<std::string> mobile;

  explicit numbers(signer const& one) : cpf(formatted_cpf(one.cpf.reveal())), mobile(mobile_digits(one.mobile.reveal())) {}
};

bool is_called_by(signer const& one, clicksign::channel const& wanted) {
  auto const is_by = [&](clicksign::channel const& each) {
    return each == wanted || (each.empty() && wanted == clicksign::channel::email); // what ClickSign takes for none
  };
  return one.channels && (is_by(one.channels->signature_request) || is_by(one.channels->signature_reminder) ||
                          is_by(one.channels->document_signed));
}

void check_contacts(signer const& one, numbers const& read, clicksign::authentication_needs const& needs,
                    std::string const& pointer, findings& out) {
  using clicksign::channel;
  bool const wants_email = needs.email || is_called_by(one, channel::email);
  bool const wants_mobile = needs.phone || is_called_by(one, channel::sms) || is_called_by(one, channel::whatsapp);
  bool const readable = out.check_text(one.email.reveal(), pointer + "/email");
  if (readable && (one.email.empty() ? wants_email : !text::is_email(one.email.reveal()))) {
    out.add(pointer + "/email", preflight_rule::signer_email, "The signer needs a valid e-mail address.");
  }
  if ((wants_mobile || !one.mobile.empty()) && !read.mobile) {
    out.add(pointer + "/mobile", preflight_rule::signer_mobile, "The signer needs a valid Brazilian mobile number.");
  }
  if (one.email.empty() && one.mobile.empty() && !wants_email && !wants_mobile) {
    out.add(pointer, preflight_rule::signer_contact, "The signer needs an e-mail address or a mobile number.");
  }
}

template <class Channels> bool is_among(Channels const& taken, clicksign::channel const& one) {
  return std::find(taken.begin(), taken.end(), one.text()) != taken.end();
}

/// Reminders go by e-mail, the finished document by e-mail or WhatsApp (clicksign-rest §7.1).
void check_channels(signer const& one, std::string const& pointer, findings& out) {
  using clicksign::channel;
  if (!one.channels) return;
  auto const check = [&](channel const& value, char const* name, auto const& taken, char const* sentence) {
    if (value.empty()) return; // ClickSign's default applies
    std::string place = pointer + "/channels/" + name;
    if (!value.is_known())
      check_listed(value, std::move(place), preflight_rule::signer_channel, "channel", out);
    else if (!is_among(taken, value))
      out.add(std::move(place), preflight_rule::signer_channel, sentence);
  };
  auto const& [request, reminder, finished] = *one.channels;
  std::vector<std::string_view> any;
  for (auto const& each : channel::all) any.push_back(each.text);
  check(request, "signature_request", any, "");
  check(reminder, "signature_reminder", clicksign::reminder_channels, "Reminders go by e-mail, or not at all.");
  check(finished, "document_signed", clicksign::finished_channels, "The signed document goes by e-mail or WhatsApp.");
}

void check_identity(signer const& one, numbers const& read, clicksign::authentication_needs const& needs,
                    std::string const& pointer, instant now, findings& out) {
  if (lacks_leading_zero(one.cpf.reveal())) {
    out.add(pointer + "/cpf", preflight_rule::signer_cpf,
            "The CPF has too few digits and would be right with a zero in front: did it lose its leading zero?");
  } else if (one.cpf.empty() ? needs.documentation : !read.cpf) {
    out.add(pointer + "/cpf", preflight_rule::signer_cpf, "The signer needs a CPF with correct check digits.");
  }
  if (one.birthday.empty() ? needs.birthday : !is_date_of_birth(one.birthday.reveal(), now)) {
    out.add(pointer + "/birthday", preflight_rule::signer_birthday, "The birthday must be a past date, written YYYY-MM-DD.");
  }
  if (!one.asks_cpf && !(one.cpf.empty() && one.birthday.empty())) {
    out.add(pointer + "/asks_cpf", preflight_rule::signer_documentation,
            "CPF and birthday may not be given when they are not part of the signature.");
  }
}

void check_host(signer const& one, clicksign::authentication_needs const& needs, std::string const& pointer, findings& out) {
  auto const& host = one.host;
  bool const given = !host.name.empty() || !host.email.empty();
  if (!out.check_text(host.name.reveal(), pointer + "/host/name") ||
      !out.check_text(host.email.reveal(), pointer + "/host/email"))
    return;
  if (given && !needs.host) {
    out.add(pointer + "/host", preflight_rule::signer_host, "Only a signature in person has a host.");
  } else if (needs.host && !text::is_person_name(host.name.reveal())) {
    out.add(pointer + "/host/name", preflight_rule::signer_host,
            "A signature in person needs a host with first name and surname.");
  }
  auto const& call = host.signature_request;
  bool const callable = call.empty() || call.is_unlisted() || is_among(clicksign::host_channels, call);
  if (given && !callable) {
    out.add(pointer + "/host/signature_request", preflight_rule::signer_host, "A host is called by e-mail, or not at all.");
  }
  if (needs.host && !text::is_email(host.email.reveal())) {
    out.add(pointer + "/host/email", preflight_rule::signer_host, "The host needs a valid e-mail address.");
  }
}

/// The rule that two authentications break together, with its sentence; an empty rule: none.
std::pair<preflight_rule::known, std::string_view> conflict_of(clicksign::authentication const& one,
                                                               clicksign::authentication const& other) {
  if (one == other) return {preflight_rule::authentication_repeated, "An authentication is named twice."};
  if (!clicksign::exclude_each_other(one.text(), other.text())) return {};
  if (one == auth::auto_signature || other == auth::auto_signature)
    return {preflight_rule::auto_signature_alone, "An automatic signature takes no other authentication."};
  if (clicksign::is_token(one.text()) && clicksign::is_token(other.text()))
    return {preflight_rule::one_token, "A signer takes only one of e-mail, SMS, WhatsApp and Pix as authentication."};
  return {preflight_rule::authentications_exclude, "Two of the authentications exclude each other."};
}

void check_authentications(signer const& one, std::string const& pointer, findings& out) {
  if (one.authentication.empty())
    out.add(pointer + "/authentication", preflight_rule::signer_authentication, "The signer needs an authentication.");
  else
    check_listed(one.authentication, pointer + "/authentication", preflight_rule::signer_authentication, "authentication", out);
  for (std::size_t i = 0; i < one.more_authentications.size(); ++i) {
    check_listed(one.more_authentications[i], fmt::format("{}/more_authentications/{}", pointer, i),
                 preflight_rule::signer_authentication, "authentication", out);
  }
  auto const all = authentications_of(one);
  std::set<std::string_view> told;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto const [rule, sentence] = conflict_of(all[i], all[j]);
      if (!rule.text.empty() && told.insert(rule.text).second) out.add(pointer + "/more_authentications", rule, sentence);
    }
  }
}

void check_signer(signer const& one, numbers const& read, std::string const& pointer, instant now, findings& out) {
  bool const readable = out.check_text(one.name.reveal(), pointer + "/name");
  if (readable && !text::is_person_name(one.name.reveal())) {
    out.add(pointer + "/name", preflight_rule::signer_name,
            "The signer needs a first name and a surname, of letters, apostrophes, hyphens and full stops only.");
  }
  auto const needs = needs_of(one);
  check_contacts(one, read, needs, pointer, out);
  check_channels(one, pointer, out);
  check_identity(one, read, needs, pointer, now, out);
  check_host(one, needs, pointer, out);
  check_authentications(one, pointer, out);
  if (one.group < 1) out.add(pointer + "/group", preflight_rule::signer_group, "Groups are counted from 1.");
}

/// The signers seen before, to find the same CPF, or the same name with the same addresses.
class people {
public:
  /// Adds the person; whether it was there already.
  bool add(signer const& one, numbers const& read) {
    bool const known_cpf = read.cpf && !cpfs_.insert(*read.cpf).second;
    auto const by_name =
        std::make_tuple(detail::folded_sentence(one.name.reveal()), detail::lower(one.email.reveal()), read.mobile);
    bool const known_name = !names_.insert(by_name).second;
    return known_cpf || known_name;
  }

private:
  std::set<std::string> cpfs_;
  std::set<std::tuple<std::string, std::string, std::optional<std::string>>> names_;
};

} // namespace

void check_signers(std::vector<signer>& signers, instant now, findings& out) {
  if (signers.empty()) out.add("/signers", preflight_rule::no_signer, "There is nobody to sign.");
  people before;
  for (std::size_t i = 0; i < signers.size(); ++i) {
    std::string const pointer = fmt::format("/signers/{}", i);
    signer& one = signers[i];
    spell_plainly(one);
    numbers const read(one);
    check_signer(one, read, pointer, now, out);
    if (before.add(one, read)) out.add(pointer, preflight_rule::signer_duplicated, "The signer is already in the list.");
    if (read.cpf) one.cpf = *read.cpf;
    if (read.mobile) one.mobile = *read.mobile;
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
