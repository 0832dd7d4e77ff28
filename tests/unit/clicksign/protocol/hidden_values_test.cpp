// What errors reveal of values that a service repeats: in logs nothing, in whatever spelling; for people they are masked.
#include "support/catch.hpp"

#include "support/http/scripted_client.hpp"

#include "clicksign/protocol/hidden_values.hpp"
#include "crypto/base64.hpp"
#include "text/code_point.hpp"

#include <nlohmann/json.hpp>

#include <random>

namespace hidden_values_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::scripted_client;

namespace {

constexpr char const* full_name = "Quit\u00e9ria Canaveira Brand\u00e3o";
constexpr char const* email = "quiteria.canaveira@acme.example";
constexpr char const* cpf = "529.982.247-25";
constexpr char const* phone = "11987654321";
constexpr char const* birthday = "1985-03-17";
constexpr char const* token = "c1a7f3b0-5d2e-4e9a-9b6f-0d4e8a7c2b15";

using code_points = std::u32string;

code_points points_of(std::string_view text) {
  code_points out;
  for (std::size_t at = 0; at < text.size();) {
    auto const next = rubrica::detail::code_point_at(text, at);
    out += next.value;
    at += next.size;
  }
  return out;
}

std::string text_of(code_points const& points) {
  std::string out;
  for (char32_t one : points) rubrica::detail::append_utf8(one, out);
  return out;
}

// ---- other spellings of a value ----

class talker {
public:
  explicit talker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  template <class List> auto pick(List const& list) { return list[below(std::size(list))]; }

  /// One of the values, whole or a part of it, in another spelling.
  std::string variant() {
    std::string const values[] = {full_name, email, cpf, phone, birthday, token};
    std::string value = pick(values);
    if (value == full_name && chance(3)) value = part_of_name();
    code_points text = points_of(value);
    if (value == cpf && chance(2)) text = in_groups(points_of("52998224725"));
    if (text.size() > 16 && chance(3)) text = cut(text);
    if (chance(2)) text = in_another_case(text);
    if (chance(3)) text = with_other_blanks(text);
    if (chance(6)) text = with_marks(text);
    return text_of(text);
  }

private:
  std::string part_of_name() {
    std::string const parts[] = {"Quit\u00e9ria", "Canaveira", "Brand\u00e3o", "Brandao", "Quiteria", "Canaveira Brandao"};
    return pick(parts);
  }
  code_points in_groups(code_points const& digits) {
    code_points out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (i > 0 && i % 3 == 0) out += pick(blanks);
      out += digits[i];
    }
    return out;
  }
  code_points cut(code_points const& text) {
    std::size_t const size = 9 + below(text.size() - 9);
    code_points out = text.substr(below(text.size() - size + 1), size);
    while (out.back() == '.' || out.back() == '-' || out.back() == ' ') out.pop_back();
    return out.substr(out.find_first_not_of(U".- "));
  }
  code_points in_another_case(code_points text) {
    bool const all = chance(2);
    for (char32_t& one : text) {
      if ((all || chance(2)) && one >= 'a' && one <= 'z') one -= 32;
    }
    return text;
  }
  code_points with_other_blanks(code_points const& text) {
    code_points out;
    for (char32_t one : text) {
      if (one == ' ' || one == '.' || one == '-')
        out.append(1 + below(2), pick(blanks));
      else
        out += one;
    }
    return out;
  }
  /// Marks and invisible characters between the letters.
  code_points with_marks(code_points const& text) {
    char32_t const marks[] = {0x200B, 0x200D, 0xAD, 0x301, 0x2060, 0xFEFF, 0x202E};
    code_points out;
    for (char32_t one : text) {
      out += one;
      if (chance(4)) out += pick(marks);
    }
    return out;
  }

  static constexpr char32_t blanks[] = {' ', 0xA0, 0x2009, 0x202F, 0x3000, '\t', '.', '-', '_', '/', ',', 0x2028, 0x85};

  std::mt19937 random_;
};

constexpr char hex_digits[] = "0123456789ABCDEF";

std::string percent(std::string_view text) {
  std::string out;
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    out += {'%', hex_digits[byte >> 4], hex_digits[byte & 15]};
  }
  return out;
}

std::string percent_twice(std::string_view text) {
  std::string out;
  for (char c : percent(text)) out += c == '%' ? "%25" : std::string(1, c);
  return out;
}

std::string json_escaped(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', true).substr(1, std::string::npos);
}

std::string by_number(std::string_view text, char const* before, char const* behind) {
  std::string out;
  for (char32_t one : points_of(text)) out += before + std::to_string(static_cast<unsigned>(one)) + behind;
  return out;
}

std::string of_full_width(std::string_view text) {
  code_points out;
  for (char32_t one : points_of(text)) out += one > ' ' && one < 0x7F ? one + 0xFEE0 : one;
  return text_of(out);
}

std::string in_base64(std::string_view text) {
  std::string out;
  rubrica::detail::append_base64(out, text);
  return out;
}

std::string in_hex(std::string_view text) {
  std::string out;
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    out += {hex_digits[byte >> 4], hex_digits[byte & 15]};
  }
  return out;
}

constexpr std::size_t encodings = 8;

std::string encoded(std::string const& text, std::size_t way) {
  switch (way) {
  case 0: return text;
  case 1: return percent(text);
  case 2: return percent_twice(text);
  case 3: return json_escaped(text);
  case 4: return by_number(text, "&#", ";");
  case 5: return of_full_width(text);
  case 6: return in_base64(text);
  default: return in_hex(text);
  }
}

/// The error of a creation whose refusal says this, each text in a problem of its own.
error_info refused_with(std::vector<std::string> const& said) {
  nlohmann::json problems = nlohmann::json::array();
  for (std::string const& text : said) {
    problems.push_back({{"detail", text}, {"source", {{"pointer", "/data/" + text}}}});
    if (problems.size() % 8 == 1) problems.back()["title"] = problems.back()["code"] = text;
  }
  scripted_client s;
  s.transport->status(422, nlohmann::json{{"errors", problems}}.dump(), {{"X-Request-Id", said.front()}});
  new_signer request;
  request.name = full_name;
  request.email = email;
  request.documentation = cpf;
  request.phone_number = phone;
  request.birthday = birthday;
  client_options options;
  options.token = secret(token);
  options.transport = s.transport;
  auto const made = client(options).signers().create(envelope_id("e"), request);
  REQUIRE_FALSE(made);
  return made.error();
}

/// A text with slashes makes a pointer of several parts, none of which is known: `/data/\u2026/\u2026` as `/data/\u2026`.
std::string with_short_pointers(std::string_view line) {
  constexpr std::string_view begin = "; /data/";
  constexpr std::string_view mark = "\u2026";
  std::string out;
  while (!line.empty()) {
    if (line.substr(0, begin.size()) != begin) {
      out += line[0];
      line.remove_prefix(1);
      continue;
    }
    line.remove_prefix(begin.size());
    out.append(begin).append(mark);
    while (line[0] == '/' || line.substr(0, mark.size()) == mark) line.remove_prefix(line[0] == '/' ? 1 : mark.size());
  }
  return out;
}

/// Whether six characters in a row of a spelling can be read.
bool shows(std::string_view text, std::string_view spelling) {
  constexpr std::size_t readable = 6;
  if (spelling.size() <= readable) return text.find(spelling) != std::string_view::npos;
  for (std::size_t at = 0; at + readable <= spelling.size(); ++at) {
    if (text.find(spelling.substr(at, readable)) != std::string_view::npos) return true;
  }
  return false;
}

} // namespace

TEST_CASE("a hundred thousand spellings of what was sent: none gets into a line of a log",
          "[clicksign][protocol][property][secrets][rule8]") {
  constexpr std::size_t at_a_time = 500;
  constexpr std::size_t rounds = 100'000 / at_a_time;
  talker says(20261128);
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<std::string> said;
    std::string expected;
    for (std::size_t i = 0; i < at_a_time; ++i) {
      std::string const text = encoded(says.variant(), i % encodings);
      bool const in_a_sentence = i % 3 == 0;
      said.push_back(in_a_sentence ? "O registro identificado por " + text + " n\u00e3o p\u00f4de ser encontrado"
                                   : "o valor " + text);
      expected += in_a_sentence ? "; /data/\u2026: O registro identificado por \u2026 n\u00e3o p\u00f4de ser encontrado"
                                : "; /data/\u2026: a text that is kept out of logs";
    }
    auto const error = refused_with(said);
    std::string const line = to_string(error);
    REQUIRE(with_short_pointers(line) == "invalid (rejected): The service refused values of the request. [HTTP 422]" + expected);
    REQUIRE(failure(error).what() == to_string(error));
    REQUIRE(error.message == message(errc::invalid));
    REQUIRE(error.request_id.empty());
  }
}

TEST_CASE("the spellings of a hidden value that rubrica knows are masked for people too",
          "[clicksign][protocol][secrets][rule8]") {
  talker says(7);
  hidden_values const hidden({full_name, email, cpf, phone, birthday, token});
  for (std::size_t i = 0; i < 4000; ++i) {
    std::string const value = says.variant();
    std::string const text = encoded(value, i % encodings);
    std::string const shown = hidden.masked("o valor " + text + " foi recusado");
    INFO("a spelling of kind " << i % encodings << ", number " << i);
    CHECK_FALSE(shows(shown, text));
    CHECK(shown.find("***") != std::string::npos);
    CHECK(shown.substr(shown.size() - 9) == " recusado");
  }
}

TEST_CASE("a text that is not hidden stays readable beside what is", "[clicksign][protocol][secrets][rule8]") {
  hidden_values const hidden({"Ana de Souza", "ana@acme.com.br", "Li", ""});
  CHECK(hidden.masked("o nome de ana  SOUZA n\u00e3o foi aceito com a conta do banco") ==
        "o nome de *** n\u00e3o foi aceito com a conta do banco");
  CHECK(hidden.masked("/data/attributes/deadline_at") == "/data/attributes/deadline_at");
  CHECK(hidden.masked("Banana, Analia, Lisboa e Juliana") == "Banana, Analia, Lisboa e Juliana");
  CHECK(hidden.masked("ANA, L\u00cd e \u00c1na") == "*** e ***");
  CHECK(hidden.masked("") == "");
  CHECK(hidden_values({}).masked("Ana") == "Ana");
}

TEST_CASE("a clause is masked where much of it is repeated, and its words are not", "[clicksign][protocol][secrets][rule8]") {
  std::string const clause =
      "clausula de confidencialidade entre as partes, que elegem o foro da comarca de Fortaleza para dirimir duvidas";
  hidden_values const hidden({clause});
  CHECK(hidden.masked("as partes do documento") == "as partes do documento");
  std::string const shown = hidden.masked("recusado: " + clause.substr(20, 40));
  CHECK(shown.find("confidencialidade") == std::string::npos);
}

TEST_CASE("nothing that an error holds can forge a line of a log", "[clicksign][protocol]") {
  std::string const forged = "x\n2026-11-28 ok\r\x1b[2J\x7f\xC2\x85y\xE2\x80\xA8z\xE2\x80\xAEw\xE2\x81\xA6v\xEF\xBB\xBF\xD8\x9C"
                             "a";
  auto const error = refused_with({forged});
  problem const& one = error.problems.at(0);
  for (std::string const& text : {to_string(error), explain(error), std::string(failure(error).what()), error.message,
                                  error.request_id, one.code, one.title, one.detail, one.pointer, one.for_logs}) {
    CHECK(text == rubrica::detail::printable(text));
    CHECK(text.find('\n') == std::string::npos);
  }
  CHECK(explain(error).find("2026-11-28 ok") != std::string::npos);
}

TEST_CASE("a value of several words is taken out where it stands whole, and its words stay elsewhere",
          "[clicksign][protocol][errors]") {
  hidden_values const hidden({"Amigos do Plano", "Limite", "Ana", "t0ken"});
  CHECK(hidden.without_values("nome AMIGOS  do-plano: limite do plano") == "nome ***: limite do plano");
  CHECK(hidden.without_values("Amigos do Planoo, os amigos do, Plano") == "Amigos do Planoo, os ***");
  CHECK(hidden.without_values("Limite de Ana") == "Limite de Ana");
  CHECK(hidden.without_values("").empty());
  CHECK(hidden_values({}).without_values("Ana do Plano") == "Ana do Plano");
}

} // namespace hidden_values_test
