#include "support/catch.hpp"

#include "text/code_point.hpp"
#include "text/plain.hpp"
#include "text/points.hpp"

#include <random>
#include <vector>

namespace plain_test {

using namespace rubrica;

namespace {

constexpr char32_t blanks[] = {0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000};
constexpr char32_t dashes[] = {0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63, 0xFF0D};
constexpr char32_t invisible[] = {0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x202C, 0x2060, 0x2066, 0xFEFF, 0xFE0F};
constexpr char const* ends[] = {"\n", "\r\n", "\t", "\r", " ", "\xE2\x80\xA8", "\xC2\x85"};

/// The same text as keyboards, word processors and spreadsheets spell it.
std::string respelled(std::string const& text, std::mt19937& random) {
  auto const one_of = [&](auto const& list) { return list[random() % std::size(list)]; };
  auto const chance = [&](unsigned of) { return random() % of == 0; };
  std::string out;
  if (chance(3)) out += one_of(ends);
  if (chance(3)) detail::append_utf8(one_of(blanks), out);
  for (char c : text) {
    if (chance(6)) detail::append_utf8(one_of(invisible), out);
    bool const other = chance(2);
    if (c == ' ' && other)
      detail::append_utf8(one_of(blanks), out);
    else if (c == '-' && other)
      detail::append_utf8(one_of(dashes), out);
    else if (c > '!' && c < '~' && chance(8))
      detail::append_utf8(0xFF01 + static_cast<char32_t>(c - '!'), out);
    else
      out += c;
    if (c == ' ' && chance(4)) out += ' ';
  }
  if (chance(2)) detail::append_utf8(one_of(blanks), out);
  if (chance(2)) out += one_of(ends);
  return out;
}

} // namespace

TEST_CASE("10,000 spellings of plain values become the same", "[text][property]") {
  std::mt19937 random(20261128);
  std::vector<std::string> const values{"Ana Souza",
                                        "Joa\xCC\x83o da Silva",
                                        "D\xE2\x80\x99\xC3\x81vila J\xC3\xBAnior",
                                        "ana.souza@acme.com.br",
                                        "529.982.247-25",
                                        "+55 (11) 98765-4321",
                                        "R$ 1.199,00",
                                        "Maria-Clara Sant'Ana"};
  for (int i = 0; i < 10'000; ++i) {
    std::string const& value = values[static_cast<std::size_t>(i) % values.size()];
    std::string const written = respelled(value, random);
    INFO(value);
    REQUIRE(text::plain(written) == value);
    REQUIRE(text::is_plain(written) == (written == value));
  }
}

TEST_CASE("plain text keeps letters, signs and what stands between two values", "[text]") {
  for (char const* same :
       {"", "Jo\xC3\xA3o", "Joa\xCC\x83o", "a\tb", "a\nb", "\xE4\xBD\xA0\xE5\xA5\xBD", "a & b", "Jo\xE3o", "\xFF"}) {
    CHECK(text::plain(same) == same);
    CHECK(text::is_plain(same));
  }
  CHECK(text::plain(" \xC2\xA0\n") == "");
  CHECK(text::plain("\xEF\xBB\xBF") == "");
  CHECK(text::plain("a  \xC2\xA0 b") == "a b");
  CHECK(text::plain("\xEF\xBC\x91\xEF\xBC\x92") == "12"); // full-width digits
}

TEST_CASE("a text made one line keeps its dashes and blanks and loses its line breaks", "[text]") {
  CHECK(text::one_line("presta\xC3\xA7\xC3\xA3o \xE2\x80\x94 n\xC2\xBA 12  (v2).pdf") ==
        "presta\xC3\xA7\xC3\xA3o \xE2\x80\x94 n\xC2\xBA 12  (v2).pdf");
  CHECK(text::one_line("quebra\nlinha.pdf") == "quebra linha.pdf");
  CHECK(text::one_line("quebra\r\nlinha.pdf\n") == "quebra linha.pdf");
  CHECK(text::one_line("contrato\xE2\x80\xAE"
                       "fdp.exe") == "contratofdp.exe");
  CHECK(text::one_line("a\x01\x7F"
                       "b") == "a b");
}

} // namespace plain_test
