#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/plan.hpp>
#include <rubrica/signing/preflight.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <type_traits>

namespace preflight_test {

using namespace rubrica;
using namespace rubrica::signing;

namespace {

instant const now = *timestamp("2026-11-22T10:00:00.000-03:00").at();

/// The findings as `pointer rule`, sorted.
std::vector<std::string> findings(request const& request) {
  std::vector<std::string> out;
  for (problem const& one : rubrica_test::problems_of(request, now)) {
    CHECK(one.detail.size() > 10);
    out.push_back(one.pointer + " " + one.code);
  }
  std::sort(out.begin(), out.end());
  return out;
}

using list = std::vector<std::string>;

} // namespace

// Only the preflight makes one: there is no way to a plan around it.
static_assert(!std::is_default_constructible_v<checked_request>);
static_assert(!std::is_constructible_v<checked_request, request>);
static_assert(std::is_same_v<decltype(&make_plan), plan (*)(checked_request, std::string, std::string_view)>);

TEST_CASE("preflight gives the request in ClickSign's spelling", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  request.subject = "Contrato\n7";
  auto& who = request.signers[0];
  who.name = " Ana\xC2\xA0Souza\n";
  who.email = "ana@acme.example\r\n";
  who.mobile = "+55 (11) 98765-4321";
  who.cpf = "52998224725";
  auto checked = preflight(request, now);
  REQUIRE(checked);
  auto const& out = checked->get();
  CHECK(out.signers[0].name == "Ana Souza");
  CHECK(out.signers[0].email == "ana@acme.example");
  CHECK(out.signers[0].mobile == "11987654321");
  CHECK(out.signers[0].cpf == "529.982.247-25");
  CHECK(out.name == "contrato.pdf");
  CHECK(out.files[0].name == "contrato.pdf");
  CHECK(out.subject == "Contrato 7");
  CHECK(out.deadline->text() == "2026-12-22T10:00:00.000-03:00");
  request.deadline = timestamp("31/12/2026");
  CHECK(preflight(request, now)->get().deadline->text() == "2026-12-31T23:59:59-03:00");
  CHECK(rubrica_test::problems_of(out, now).empty()); // what was checked stays good
}

TEST_CASE("a preflight that fails is an error with all problems, and nothing was sent", "[signing][preflight]") {
  auto const failed = preflight({}, now);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == errc::invalid_request);
  CHECK(failed.error().outcome == outcome::not_sent);
  CHECK(failed.error().problems.size() == 2);
}

TEST_CASE("a good request has no problems", "[signing][preflight]") {
  CHECK(findings(rubrica_test::small_request()).empty());
}

TEST_CASE("an empty request is told everything that it lacks", "[signing][preflight]") {
  CHECK(findings({}) == list{"/files no_file", "/signers no_signer"});
}

TEST_CASE("a file that cannot be sent is a problem of the request", "[signing][preflight][file]") {
  rubrica_test::temporary_folder const folder;
  auto request = rubrica_test::small_request();
  auto& file = request.files[0];
  SECTION("extension") {
    file.name = "contrato.exe";
    CHECK(findings(request) == list{"/files/0/name file_extension"});
    file.name = "modelo.docm";
    CHECK(findings(request) == list{"/files/0/name file_extension"});
    file.name = "contrato";
    CHECK(findings(request) == list{"/files/0/name file_extension"});
    file.name = ".pdf";
    CHECK(findings(request) == list{"/files/0/name file_extension"});
  }
  SECTION("accepted kinds, in any case") {
    file.check_content = false;
    for (char const* name : {"a.pdf", "a.PDF", "a.doc", "a.Docx", "a.b.docx"}) {
      file.name = name;
      CHECK(findings(request).empty());
    }
  }
  SECTION("empty") {
    file.bytes.clear();
    CHECK(findings(request) == list{"/files/0/bytes file_empty"});
  }
  SECTION("on disk") {
    file = {};
    file.path = folder.write("contrato.pdf", rubrica_test::small_pdf());
    CHECK(findings(request).empty());
    file.path = folder.path("missing.pdf");
    CHECK(findings(request) == list{"/files/0/path file_unreadable"});
    file.path = folder.write("empty.pdf", "");
    CHECK(findings(request) == list{"/files/0/path file_empty"});
    file.path = folder.write("notes.txt", "x");
    CHECK(findings(request) == list{"/files/0/path file_extension"});
  }
  SECTION("the limit of one file") {
    file.bytes = rubrica_test::small_pdf("contrato", 10u << 20);
    CHECK(findings(request).empty());
    file.bytes += '\n';
    CHECK(findings(request) == list{"/files/0/bytes file_too_large"});
  }
  SECTION("the limits of an envelope") {
    signing::file const small = file;
    file.bytes = rubrica_test::small_pdf("contrato", 10u << 20);
    request.files.assign(10, file);
    CHECK(findings(request).empty());
    request.files.push_back(small);
    CHECK(findings(request) == list{"/files envelope_too_large"});
    request.files.assign(20, small);
    CHECK(findings(request).empty());
    request.files.push_back(small);
    CHECK(findings(request) == list{"/files too_many_files"});
  }
}

TEST_CASE("signers need a full name and a way to be reached", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  SECTION("name") {
    for (char const* bad : {"", "Ana", "Ana S0uza", "  Ana  ", "Ana .", "Silva & Filhos LTDA",
                            "Ana Souza (s\xC3\xB3"
                            "cia)",
                            "Ana\tSouza", "Souza, Ana", "Ana_Souza Lima", "MARIA DE SOUZA 52998224725"}) {
      signer.name = bad;
      CHECK(findings(request) == list{"/signers/0/name signer_name"});
    }
    signer.name = "\xC3\x82ngela da Concei\xC3\xA7\xC3\xA3o";
    CHECK(findings(request).empty());
    for (char const* good : {"D\xE2\x80\x99\xC3\x81vila J\xC3\xBAnior", "Joa\xCC\x83o da Silva", "Ana\xC2\xA0Souza"}) {
      signer.name = good;
      CHECK(findings(request).empty());
    }
  }
  SECTION("e-mail") {
    for (char const* bad : {"", "ana", "@acme.com", "ana@acme", "ana@@acme.com", "ana@acme.com,b@c.com", "ana @acme.com",
                            "ana@.com", "ana@acme.", "ana..s@acme..com"}) {
      signer.email = bad;
      CHECK(findings(request) == list{"/signers/0/email signer_email"});
    }
  }
  SECTION("SMS and WhatsApp want a mobile") {
    for (auto token : {auth::sms, auth::whatsapp}) {
      signer.authentication = token;
      signer.mobile = "";
      CHECK(findings(request) == list{"/signers/0/mobile signer_mobile"});
      signer.mobile = "11 3333-4444";
      CHECK(findings(request) == list{"/signers/0/mobile signer_mobile"});
      signer.mobile = "(11) 98765-4321";
      CHECK(findings(request).empty());
    }
  }
  SECTION("without e-mail, by WhatsApp alone") {
    signer.authentication = auth::whatsapp;
    signer.mobile = "11 98765-4321";
    signer.email = "";
    CHECK(findings(request).empty());
  }
  SECTION("nothing to reach the signer by") {
    signer.authentication = auth::handwritten;
    signer.email = "";
    CHECK(findings(request) == list{"/signers/0 signer_contact"});
  }
  SECTION("channels count too") {
    signer.channels.emplace();
    signer.channels->signature_request = clicksign::channel::sms;
    CHECK(findings(request) == list{"/signers/0/mobile signer_mobile"});
  }
  SECTION("a channel that is not given is ClickSign's: e-mail") {
    signer.authentication = auth::whatsapp;
    signer.mobile = "(11) 98765-4321";
    signer.email = "";
    signer.channels.emplace();
    signer.channels->signature_request = clicksign::channel::whatsapp;
    CHECK(findings(request) == list{"/signers/0/email signer_email"});
  }
}

TEST_CASE("a CPF and a birthday are checked when they are given, or needed", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.cpf = "529.982.247-24";
  CHECK(findings(request) == list{"/signers/0/cpf signer_cpf"});
  signer.cpf = "529.982.247-25";
  signer.birthday = "1984-02-03";
  CHECK(findings(request).empty());
  for (char const* bad : {"03/02/1984", "1984-13-01", "2030-01-01", "2026-11-22", "1984-02-03T10:00:00Z", "1984-mar-3",
                          "1984-02/03", "1984-02.03", "0984-02-03"}) {
    signer.birthday = bad;
    CHECK(findings(request) == list{"/signers/0/birthday signer_birthday"});
  }
  signer.birthday = "";
  signer.asks_cpf = false;
  CHECK(findings(request) == list{"/signers/0/asks_cpf signer_documentation"});
  signer.cpf = "";
  CHECK(findings(request).empty());
  signer.authentication = auth::pix;
  CHECK(findings(request) == list{"/signers/0/cpf signer_cpf"});
}

TEST_CASE("a signer has an authentication, a role and a group", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.authentication = clicksign::authentication();
  signer.role = role();
  signer.group = 0;
  CHECK(findings(request) ==
        list{"/signers/0/authentication signer_authentication", "/signers/0/group signer_group", "/signers/0/role signer_role"});
}

TEST_CASE("each of the 17 authentications is refused without what it needs", "[signing][preflight]") {
  std::map<std::string, list> const needed{
      {"email", {"/signers/0/email signer_email"}},
      {"sms", {"/signers/0/mobile signer_mobile"}},
      {"whatsapp", {"/signers/0/mobile signer_mobile"}},
      {"pix", {"/signers/0/cpf signer_cpf"}},
      {"biometric", {"/signers/0/cpf signer_cpf"}},
      {"identity_biometrics", {"/signers/0/cpf signer_cpf"}},
      {"auto_signature", {"/signers/0/birthday signer_birthday", "/signers/0/cpf signer_cpf", "/signers/0/email signer_email"}},
      {"presential", {"/signers/0/host/email signer_host", "/signers/0/host/name signer_host"}}};
  auto request = rubrica_test::small_request();
  REQUIRE(std::size(auth::all) == 17);
  for (auth::known const one : auth::all) {
    INFO(one.text);
    auto& signer = request.signers[0];
    signer = {};
    signer.name = "Ana Souza";
    signer.authentication = one;
    auto expected = needed.count(std::string(one.text)) != 0 ? needed.at(std::string(one.text)) : list{};
    bool const asks_for_contact = one == auth::email || one == auth::sms || one == auth::whatsapp || one == auth::auto_signature;
    if (!asks_for_contact) expected.insert(expected.begin(), "/signers/0 signer_contact");
    CHECK(findings(request) == expected);
    signer.email = "ana@acme.example";
    signer.mobile = "11 98765-4321";
    signer.cpf = "529.982.247-25";
    signer.birthday = "1984-02-03";
    if (one == auth::presential) signer.host = {"Rui Prado", "rui@acme.example", {}};
    CHECK(findings(request).empty());
  }
}

TEST_CASE("authentications that exclude each other are refused together", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.mobile = "11 98765-4321";
  signer.cpf = "529.982.247-25";
  signer.birthday = "1984-02-03";
  auto const together = [&](auth::known one, auth::known other) {
    signer.authentication = one;
    signer.more_authentications = {other};
    signer.host = one == auth::presential || other == auth::presential
                      ? clicksign::signature_host{"Rui Prado", "rui@acme.example", clicksign::channel::email}
                      : clicksign::signature_host{};
    auto const found = findings(request);
    std::swap(signer.authentication, signer.more_authentications[0]);
    CHECK(findings(request) == found); // in either order
    return found;
  };
  auto const broken = [](char const* rule) { return list{std::string("/signers/0/more_authentications ") + rule}; };
  for (auth::known one : {auth::email, auth::sms, auth::whatsapp, auth::pix}) {
    for (auth::known other : {auth::email, auth::sms, auth::whatsapp, auth::pix}) {
      CHECK(together(one, other) == broken(one == other ? "authentication_repeated" : "one_token"));
    }
    CHECK(together(one, auth::selfie).empty());
    CHECK(together(one, auth::icp_brasil).empty());
  }
  for (auth::known other : {auth::official_document, auth::liveness, auth::selfie}) {
    for (auth::known one : {auth::facial_biometrics, auth::identity_biometrics, auth::biometric}) {
      CHECK(together(one, other) == broken("authentications_exclude"));
    }
  }
  CHECK(together(auth::identity_biometrics, auth::biometric) == broken("authentications_exclude"));
  CHECK(together(auth::identity_biometrics, auth::facial_biometrics) == broken("authentications_exclude"));
  CHECK(together(auth::biometric, auth::facial_biometrics).empty());
  CHECK(together(auth::presential, auth::icp_brasil) == broken("authentications_exclude"));
  CHECK(together(auth::presential, auth::handwritten).empty());
  for (auth::known other : auth::all) {
    if (other != auth::auto_signature) CHECK(together(auth::auto_signature, other) == broken("auto_signature_alone"));
  }
}

TEST_CASE("a host goes with a signature in person, and with nothing else", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.host = {"Rui Prado", "rui@acme.example", clicksign::channel::none};
  CHECK(findings(request) == list{"/signers/0/host signer_host"});
  signer.authentication = auth::presential;
  CHECK(findings(request).empty());
  signer.host.name = "Rui";
  CHECK(findings(request) == list{"/signers/0/host/name signer_host"});
  signer.host = {"Rui Prado", "rui", clicksign::channel::email};
  CHECK(findings(request) == list{"/signers/0/host/email signer_host"});
}

TEST_CASE("each message has its ways", "[signing][preflight]") {
  using clicksign::channel;
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.mobile = "11 98765-4321";
  signer.channels = clicksign::signer_channels{channel::none, channel::none, channel::whatsapp};
  CHECK(findings(request).empty());
  signer.channels = clicksign::signer_channels{channel::sms, channel::sms, channel::sms};
  CHECK(findings(request) ==
        list{"/signers/0/channels/document_signed signer_channel", "/signers/0/channels/signature_reminder signer_channel"});
  signer.channels = clicksign::signer_channels{channel::email, channel::whatsapp, channel::none};
  CHECK(findings(request) ==
        list{"/signers/0/channels/document_signed signer_channel", "/signers/0/channels/signature_reminder signer_channel"});
}

TEST_CASE("a request that names the same person twice is refused", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  request.signers.push_back(request.signers[0]);
  CHECK(findings(request) == list{"/signers/1 signer_duplicated"});
  request.signers[1].name = "ANA SOUZA";
  CHECK(findings(request) == list{"/signers/1 signer_duplicated"});
  request.signers[1].name = "Bruno Lima"; // who shares a mailbox
  CHECK(findings(request).empty());
  request.signers[0].cpf = "52998224725";
  request.signers[1].cpf = "529.982.247-25";
  CHECK(findings(request) == list{"/signers/1 signer_duplicated"});
}

TEST_CASE("deadline, reminders and texts of a request are checked against ClickSign's limits", "[signing][preflight]") {
  auto request = rubrica_test::small_request();
  SECTION("deadline") {
    request.deadline = timestamp("2026-11-22T09:59:59.000-03:00");
    CHECK(findings(request) == list{"/deadline deadline_past"});
    request.deadline = timestamp("2027-02-20T10:00:00.000-03:00");
    CHECK(findings(request).empty());
    request.deadline = timestamp("2027-02-20T10:00:01.000-03:00");
    CHECK(findings(request) == list{"/deadline deadline_too_far"});
    for (char const* bad : {"amanha", "31/02/2027", "2027-02-29", ""}) {
      request.deadline = timestamp(bad);
      CHECK(findings(request) == list{"/deadline deadline_form"});
    }
    request.deadline = timestamp("22/11/2026"); // its end is still to come
    CHECK(findings(request).empty());
    request.deadline = timestamp("2026-11-21");
    CHECK(findings(request) == list{"/deadline deadline_past"});
  }
  SECTION("reminders") {
    request.remind_interval = 5;
    CHECK(findings(request) == list{"/remind_interval remind_interval"});
    request.remind_interval = null;
    CHECK(findings(request).empty());
  }
  SECTION("subject") {
    request.subject = std::string(100, 'x');
    CHECK(findings(request).empty());
    request.subject.clear();
    for (int i = 0; i < 100; ++i) request.subject += "\xC3\xA7"; // 100 characters in 200 bytes
    CHECK(findings(request).empty());
    request.subject += 'x';
    CHECK(findings(request) == list{"/subject subject_too_long"});
  }
  SECTION("encoding") {
    request.message = "\xE9 Latin-1";
    request.signers[0].name = "Jo\xE3o Lima";
    CHECK(findings(request) == list{"/message text_encoding", "/signers/0/name text_encoding"});
  }
}

TEST_CASE("preflight gives all problems at once, and none repeats a personal value", "[signing][preflight][secrets][rule8]") {
  request bad;
  bad.files.push_back({"", "", "x.exe", "", ""});
  signer one;
  one.name = "Ana1";
  one.email = "ana.secret";
  one.mobile = "12345";
  one.cpf = "123.456.789-00";
  bad.signers.push_back(one);
  CHECK(findings(bad).size() == 6);
  for (problem const& found : rubrica_test::problems_of(bad, now)) {
    for (char const* value : {"Ana1", "ana.secret", "12345", "123.456"}) CHECK(found.detail.find(value) == std::string::npos);
  }
}

} // namespace preflight_test
