#include "support/catch.hpp"

#include "templates.hpp"

#include <fstream>

namespace limits_test {

using namespace fixture;
using rubrica_test::docx;
using rubrica_test::packing;
using rubrica_test::paragraph;

namespace {

std::string repeated(std::string const& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// The largest resident size so far, in MiB; where the system allows it, from the last call with `again`.
std::size_t peak_mib(bool again = false) {
  if (again) std::ofstream("/proc/self/clear_refs") << '5';
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::size_t kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib / 1024;
  }
  return 0;
}

bool is_unusable(answer const& refused) {
  return refused.status == 422 && refused.error()["source"]["pointer"] == "/data/attributes/content_base64" &&
         refused.error()["detail"].get<std::string>().find(".docx") != std::string::npos;
}

std::string zip_of(std::size_t files) {
  std::vector<std::pair<std::string, std::string>> more;
  for (std::size_t i = 0; i < files; ++i) more.emplace_back("x" + std::to_string(i), "x");
  return docx(paragraph({"a"}), packing::deflated, more);
}

} // namespace

TEST_CASE("a small .docx that would fill the memory is no usable file", "[sandbox][limits][socket]") {
  account on;
  SECTION("a text of sixty million bytes") {
    std::string const bomb = docx(repeated("<w:tab/>", 7'500'000));
    REQUIRE(bomb.size() < 200'000);
    std::size_t const before = peak_mib(true);
    CHECK(is_unusable(add_template(on, bomb)));
    CHECK(peak_mib() < before + 200);
  }
  SECTION("a million elements in a text that is not so large") {
    CHECK(is_unusable(add_template(on, docx(repeated("<w:b/>", 1'000'000)))));
  }
  SECTION("as many tags in one paragraph") {
    CHECK(is_unusable(add_template(on, docx(paragraph({repeated("{{a}}", 500'000)})))));
  }
  SECTION("many variables") {
    std::string all;
    for (int i = 0; i < 1001; ++i) all += "{{v" + std::to_string(i) + "}}";
    CHECK(is_unusable(add_template(on, docx(paragraph({all})))));
  }
  SECTION("elements in elements") {
    CHECK(is_unusable(add_template(on, docx(repeated("<w:p>", 600) + repeated("</w:p>", 600)))));
  }
  SECTION("a large picture beside a small text") {
    CHECK(is_unusable(
        add_template(on, docx(paragraph({"a"}), packing::deflated, {{"word/media/a.bmp", std::string(40 << 20, 'x')}}))));
  }
  SECTION("many files") {
    CHECK(is_unusable(add_template(on, zip_of(5000))));
  }
  SECTION("a document type with entities") {
    std::string const body = docx(paragraph({"&a;"}));
    CHECK(is_unusable(add_template(on, docx("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" + paragraph({"&a;"})))));
    CHECK(add_template(on, body).status == 201);
  }
  SECTION("what an account really has") {
    std::string pages;
    for (int i = 0; i < 3000; ++i) pages += paragraph({"Cláusula " + std::to_string(i), " {{nome}} e mais texto", " até o fim."});
    CHECK(add_template(on, docx(pages, packing::deflated, {{"word/media/a.png", std::string(4 << 20, 'x')}})).status == 201);
  }
}

TEST_CASE("a document that its template would blow up is refused like a file that is too large", "[sandbox][limits][socket]") {
  account on;
  auto const envelope = on.envelope();
  json list = json::array();
  for (int i = 0; i < 20; ++i) list.push_back(json::object());
  auto const refusal = [&](std::string const& body, json data) {
    auto const made = add_template(on, docx(body));
    REQUIRE(made.status == 201);
    auto const refused = make_document(on, envelope, made.id(), std::move(data));
    CHECK(refused.status == 422);
    CHECK(refused.error()["detail"] == "content - deve ser menor ou igual à 10 MB");
  };
  SECTION("loops in loops that write") {
    refusal(paragraph({repeated("{{#a}}", 12) + "text" + repeated("{{/a}}", 12)}), {{"a", list}});
  }
  SECTION("loops in loops that write nothing") {
    refusal(paragraph({repeated("{{#a}}", 12) + "{{none}}" + repeated("{{/a}}", 12)}), {{"a", list}});
  }
  SECTION("one value many times") {
    refusal(paragraph({repeated("{{a}}", 200)}), {{"a", std::string(100'000, 'x')}});
  }
  SECTION("one table many times") {
    json const row = json::array({std::string(100'000, 'x')});
    refusal(repeated(paragraph({"{{:table t}}"}), 200), {{"t", {{"data", json::array({row})}}}});
  }
}

TEST_CASE("JSON that is more than a request needs is refused before it fills the memory", "[sandbox][limits][socket]") {
  account on;
  auto const envelopes = [&](std::string const& inside) {
    return on.post_text("/envelopes", R"({"data":{"type":"envelopes","attributes":{"name":"A","x":)" + inside + "}}}");
  };
  CHECK(envelopes("[" + repeated("[],", 300'000) + "0]").status == 400);
  CHECK(envelopes("[" + repeated("1,", 300'000) + "0]").status == 400);
  std::string members;
  for (int i = 0; i < 20'000; ++i) members += "\"a" + std::to_string(i) + "\":1,";
  CHECK(envelopes("{" + members + "\"b\":1}").status == 400);
  CHECK(envelopes(repeated("[", 150) + repeated("]", 150)).status == 400);
  auto const large = envelopes("\"" + std::string(2 << 20, 'x') + "\"");
  CHECK(large.status == 413);
  CHECK(large.header("Content-Type").find("text/html") == 0);
  // Strings do not count, whatever they contain.
  CHECK(on.post("/envelopes", resource("envelopes", {{"name", repeated("[,{", 100'000)}})).status == 201);
}

TEST_CASE("the rest of a body with a file must be as small as any other request", "[sandbox][limits][socket]") {
  account on;
  auto const envelope = on.envelope();
  json attributes = pdf();
  attributes["metadata"] = {{"a", std::string(2 << 20, 'x')}};
  CHECK(on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes)).status == 413);
  attributes["metadata"] = {{"a", std::string(70'000, 'x')}};
  CHECK(on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes)).status == 422);
  attributes["metadata"] = {{"a", "x"}};
  attributes["content_base64"] = "data:application/pdf;base64," + base64(tiny_pdf + std::string(3 << 20, '%'));
  CHECK(on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes)).status == 201);
}

TEST_CASE("a file full of beginnings of fields is read once", "[sandbox][limits][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const bytes = tiny_pdf + repeated("{{~position_sign_", 300'000);
  json attributes = pdf();
  attributes["content_base64"] = "data:application/pdf;base64," + base64(bytes);
  CHECK(on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes)).status == 201);
}

TEST_CASE("an envelope takes so many records and so many bytes of them", "[sandbox][limits][socket]") {
  account on;
  auto const id = on.envelope();
  SECTION("five hundred signers") {
    for (int i = 0; i < 500; ++i) REQUIRE_FALSE(on.signer(id).empty());
    auto const refused = on.post("/envelopes/" + id + "/signers", resource("signers", person()));
    CHECK(refused.status == 422);
    CHECK(refused.error()["detail"] == "o envelope deve ter no máximo 500 signatários");
  }
  SECTION("sixteen megabytes") {
    json who = person();
    who["signature_host"] = {{"name", "Ana " + std::string(1'000'000, 'x')}, {"email", "x@example.com"}};
    for (int i = 0; i < 16; ++i) REQUIRE_FALSE(on.signer(id, who).empty());
    CHECK(on.post("/envelopes/" + id + "/signers", resource("signers", who)).status == 422);
    CHECK(on.post("/envelopes/" + id + "/signers", resource("signers", person())).status == 201);
    CHECK_FALSE(on.signer(on.envelope(), who).empty());
  }
}

TEST_CASE("folders nest a hundred deep and no deeper", "[sandbox][limits][socket]") {
  account on;
  std::string parent = on.post("/folders", resource("folders", {{"name", "0"}})).id();
  for (int i = 1; i < 100; ++i) {
    parent = on.post("/folders", resource("folders", {{"name", "x"}}, relationship("folder", "folders", parent))).id();
  }
  CHECK(on.post("/folders", resource("folders", {{"name", "x"}}, relationship("folder", "folders", parent))).status == 422);
}

TEST_CASE("an account has a hundred webhooks at most", "[sandbox][limits][socket]") {
  account on;
  auto const add = [&](int i) {
    return on.post("/webhooks",
                   resource("webhooks", {{"endpoint", "https://a.example/" + std::to_string(i)}, {"events", {"sign"}}}));
  };
  for (int i = 0; i < 100; ++i) REQUIRE(add(i).status == 201);
  CHECK(add(100).status == 422);
}

} // namespace limits_test
