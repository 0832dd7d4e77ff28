#include "support/catch.hpp"

#include <rubrica/core/timestamp.hpp>

namespace timestamp_test {

using namespace rubrica;
using namespace std::chrono;

namespace {

std::int64_t milliseconds_of(char const* text) {
  auto const at = timestamp(text).at();
  REQUIRE(at.has_value());
  return duration_cast<milliseconds>(at->time_since_epoch()).count();
}

} // namespace

TEST_CASE("an offset behind a date is no time of day, and two zones are none", "[core]") {
  for (char const* text : {"2026-12-31-03:00", "2026-12-31 -03:00", "2026-12-31-02:00", "2026-12-31+03:00", "31/12/2026-03:00",
                           "31 de dezembro de 2026 -03:00", "2026-12-31T10:00:00Z-03:00"}) {
    INFO(text);
    CHECK_FALSE(timestamp(text).at());
  }
  CHECK(timestamp("20/11/2026 - 10:05").at());
  CHECK(timestamp("2026-12-31T10:00:00 GMT-03:00").at());
}

TEST_CASE("a timestamp reads every form that callbacks use", "[core]") {
  // `date -u -d 2026-08-13T13:27:02Z +%s` gives 1786627622
  CHECK(milliseconds_of("2026-08-13T10:27:02.931-03:00") == 1786627622931);
  CHECK(milliseconds_of("2026-08-13T13:27:02.931Z") == 1786627622931);
  CHECK(milliseconds_of("2026-08-13T10:27:02-03:00") == 1786627622000);
  CHECK(milliseconds_of("2018-11-23T23:59:00.000-02:00") == 1543024740000);
  CHECK(milliseconds_of("2021-01-05T10:00:59-03:18") == 1609852739000);
  CHECK(milliseconds_of("2020-10-28 11:00:00 +0300") == 1603872000000);
  CHECK(milliseconds_of("1984-02-03") == 444625200000);
  CHECK(milliseconds_of("13/08/2026 10:27:02") == 1786627622000);
  CHECK(milliseconds_of("03/02/1984") == 444625200000);
  CHECK(milliseconds_of("1970-01-01T00:00:00Z") == 0);
  CHECK(milliseconds_of("1969-12-31T23:59:59.999Z") == -1);
}

TEST_CASE("a timestamp keeps its text and tells its offset", "[core]") {
  timestamp const odd("2021-01-05T10:00:59-03:18");
  CHECK(odd.text() == "2021-01-05T10:00:59-03:18");
  CHECK(odd.offset() == minutes(-198));
  CHECK_FALSE(odd.offset_assumed());

  timestamp const assumed("13/08/2026 10:27:02");
  CHECK(assumed.offset() == brasilia_offset);
  CHECK(assumed.offset_assumed());

  CHECK(timestamp("2020-10-28 11:00:00 +0300").offset() == minutes(180));
  CHECK(timestamp("2026-08-13T13:27:02Z").offset() == minutes(0));
}

TEST_CASE("a text that cannot be read is kept and has no instant", "[core]") {
  for (char const* text :
       {"", "yesterday", "2026-13-01", "2026-02-29", "2026-02-28T24:00:00Z", "2026-02-28T10:60:00Z", "2026-08-13T10:27:02.-03:00",
        "2026-08-13T10:27:02-3", "2026-08-13T10:27:02Zx", "32/01/2026", "2026-08-13T10:27:02+25:00", "2026-08-13T", "\xff\xfe"}) {
    timestamp const value{std::string_view(text)};
    CHECK(value.text() == text);
    CHECK_FALSE(value.at().has_value());
    CHECK_FALSE(value.offset().has_value());
  }
}

TEST_CASE("a leap day exists in leap years only", "[core]") {
  CHECK(timestamp("2024-02-29").at().has_value());
  CHECK(timestamp("2000-02-29").at().has_value());
  CHECK_FALSE(timestamp("1900-02-29").at().has_value());
}

TEST_CASE("a moment is read in the forms that other programs give to it", "[core]") {
  auto const same = [](char const* text, char const* iso) {
    INFO(text);
    CHECK(timestamp(text).at() == timestamp(iso).at());
    CHECK(timestamp(text).text() == text);
  };
  char const expected[] = "2026-11-20T06:05:00-03:00";
  for (char const* text : {" 20/11/2026 06:05:00",
                           "20/11/2026 06:05:00\xC2\xA0",
                           "20/11/2026 6:05",
                           "20-11-2026 06:05",
                           "20.11.2026 06:05:00",
                           "2026/11/20 6:05:00",
                           "20/11/2026, 06:05:00",
                           "20/11/2026 06h05",
                           "20/11/2026 \xC3\xA0s 06h05min",
                           "Nov 20, 2026 6:05:00 AM",
                           "November 20, 2026, 6:05 a.m.",
                           "20 Nov 2026 06:05",
                           "20-NOV-2026 06:05:00",
                           "20 de novembro de 2026 \xC3\xA0s 06:05",
                           "Fri Nov 20 06:05:00 BRT 2026",
                           "Fri Nov 20 06:05:00 GMT-03:00 2026",
                           "Fri, 20 Nov 2026 09:05:00 GMT",
                           "sexta-feira, 20 de novembro de 2026 06:05",
                           "SEXTA-FEIRA, 20 DE NOVEMBRO DE 2026 \xC3\x80S 06:05",
                           "20 de novembro de 2026 a\xCC\x80s 06:05",
                           "20\xC2\xBA de novembro de 2026 06:05",
                           "Fri Nov 20 2026 06:05:00 GMT-0300 (Brasilia Standard Time)",
                           "Fri Nov 20 2026 06:05:00 GMT-0300 (Hor\xC3\xA1rio Padr\xC3\xA3o de Bras\xC3\xADlia)",
                           "Fri Nov 20 2026 09:05:00 GMT (Coordinated Universal Time)",
                           "2026-11-20T06:05:00-03:00[America/Sao_Paulo]",
                           "20261120T060500",
                           "2026-11-20 09:05:00 UTC",
                           "20/11/2026 06:05 -0300",
                           "20/11/2026 06:05 GMT-3",
                           "1795165500",
                           "1795165500000"}) {
    same(text, expected);
  }
  same("Nov 20, 2026 12:05:00 AM", "2026-11-20T00:05:00-03:00");
  same("20/11/2026 12:05:33.5 PM", "2026-11-20T12:05:33.5-03:00");
  same("1/2/2026 9:05:00", "2026-02-01T09:05:00-03:00");
  same("20/11/2026 10:05:33.123", "2026-11-20T10:05:33.123-03:00");
  same("2026-11-20 10:05:33", "2026-11-20T10:05:33-03:00");
  same("21/10/2018 00:30:00", "2018-10-21T00:30:00-03:00"); // no table of summer times
  for (char const* part : {"jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"}) {
    CHECK(timestamp("07/" + std::string(part) + "/2026").at().has_value());
  }
  for (char const* march : {"7 mar\xC3\xA7o 2026", "7 MAR\xC3\x87O 2026", "7 marc\xCC\xA7o 2026", "7 marco 2026"})
    CHECK(timestamp(march).at() == timestamp("2026-03-07").at());
  CHECK_FALSE(timestamp("20/11/2026 06:05 GMT (-3)").at());
  CHECK_FALSE(timestamp("20/11/2026 06:05 GMT (UTC-3)").at());
  CHECK(timestamp("20/11/2026 6:05").offset_assumed());
  CHECK_FALSE(timestamp("1795165500").offset_assumed());
}

TEST_CASE("digits alone are a date with a time, or a number since 1970, by how many they are", "[core]") {
  for (char const* text : {"20261120060500", "202611200605", "20112026060500", "201120260605", " 20261120060500 "}) {
    INFO(text);
    CHECK(timestamp(text).at() == timestamp("2026-11-20T06:05:00-03:00").at());
    CHECK(timestamp(text).offset_assumed());
    CHECK_FALSE(timestamp(text).time_assumed());
  }
  CHECK(timestamp("201012201005").at() == timestamp("2010-12-20T10:05:00-03:00").at()); // and not 20/10/1220
  CHECK(timestamp("201220121005").at() == timestamp("2012-12-20T10:05:00-03:00").at()); // and not 2012-20-12
  CHECK(timestamp("1112026066500").at() == instant(milliseconds(1112026066500)));       // 65 minutes: no date
  CHECK(timestamp("1795165500").at() == timestamp("1795165500000").at());
  // In particular no milliseconds of before 2001, or of after the year 2286.
  for (char const* text : {"946684800000", "999999999999", "17951655000000", "20261320060500", "20261131060500", "202611202405",
                           "202611200560", "20261120060561", "00002026060500", "31022026060500", "12201220121005", "000000000000",
                           "00000000000000", "1112026060500", "202611200605000", "20261120060500000"}) {
    INFO(text);
    CHECK_FALSE(timestamp(text).at().has_value());
  }
}

TEST_CASE("a text that could mean two moments, or none, is not read as a moment", "[core]") {
  for (char const* text :
       {"11/20/2026", "20/11/26", "1/2", "20/11/2026 13:05 PM", "20/11/2026 0:05 AM", "Nov 31, 2026", "Nov 2026",
        "Nov Dec 20 2026", "20 11 2026 06:05 07:05", "20/11/2026 06:05 today", "20112026", "123", "00/00/0000",
        "0000-00-00 00:00:00", "20/11/2026 06:05[America/Sao_Paulo]", "20/11/2026 06:5", "20/11/2026 06:05:7", "+20/11/2026"}) {
    INFO(text);
    CHECK_FALSE(timestamp(text).at().has_value());
  }
  CHECK_FALSE(timestamp(std::string(5000, '1')).at().has_value());
}

TEST_CASE("an instant is written as ClickSign writes it", "[core]") {
  instant const at{milliseconds(1786627622931)};
  CHECK(timestamp(at).text() == "2026-08-13T10:27:02.931-03:00");
  CHECK(timestamp(at, minutes(0)).text() == "2026-08-13T13:27:02.931+00:00");
  CHECK(timestamp(at, minutes(330)).text() == "2026-08-13T18:57:02.931+05:30");
  CHECK(timestamp(instant{milliseconds(-1)}, minutes(0)).text() == "1969-12-31T23:59:59.999+00:00");
}

TEST_CASE("a written timestamp can be read again, for each day of four centuries", "[core]") {
  for (std::int64_t day = -200 * 365; day < 200 * 365; ++day) {
    instant const at{hours(24 * day) + seconds(12345)};
    REQUIRE(timestamp(timestamp(at).text()).at() == at);
  }
}

TEST_CASE("a moment one calendar month later is on the same day, or the month's last", "[core]") {
  auto later = [](char const* text) { return timestamp(one_month_after(*timestamp(text).at())).text(); };
  CHECK(later("2026-11-22T10:00:00.000-03:00") == "2026-12-22T10:00:00.000-03:00");
  CHECK(later("2026-12-15T23:30:00.000-03:00") == "2027-01-15T23:30:00.000-03:00");
  CHECK(later("2026-01-31T10:00:00.000-03:00") == "2026-02-28T10:00:00.000-03:00");
  CHECK(later("2024-01-31T10:00:00.000-03:00") == "2024-02-29T10:00:00.000-03:00");
  CHECK(later("2026-03-31T10:00:00.000-03:00") == "2026-04-30T10:00:00.000-03:00");
  // 31 January at Brasilia is 1 February at Greenwich: the signer's calendar counts.
  CHECK(later("2026-02-01T01:30:00.000+00:00") == "2026-02-28T22:30:00.000-03:00");
}

TEST_CASE("a timestamp is sent as RFC 3339 with an offset", "[core]") {
  auto sent = [](char const* text, lone_date meaning = lone_date::ends) {
    auto const value = normalized(timestamp(text), meaning);
    return value ? value->text() : std::string("unreadable");
  };
  for (char const* same : {"2026-12-31T18:00:00-03:00", "2026-12-31T18:00:00Z", "2026-12-31T18:00:00.5+05:30",
                           "2026-12-31T18:00:00.123456789-03:00"}) {
    CHECK(sent(same) == same);
  }
  CHECK(sent("2026-12-31") == "2026-12-31T23:59:59-03:00");
  CHECK(sent("31/12/2026") == "2026-12-31T23:59:59-03:00");
  CHECK(sent("2026-12-31", lone_date::begins) == "2026-12-31T00:00:00-03:00");
  CHECK(sent("31/12/2026 18:00:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("31/12/2026, 18:00:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("31/12/2026 18:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("2026-12-31T18:00:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("2026-12-31 18:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("2026-12-31t18:00:00z") == "2026-12-31T18:00:00+00:00");
  CHECK(sent("2026-12-31 18:00:00.250 +0300") == "2026-12-31T18:00:00.250+03:00");
  CHECK(sent("2026-12-31T18:00:00.000001-03") == "2026-12-31T18:00:00.000001-03:00");
  CHECK(sent("2026-12-31T23:59:60Z") == "2027-01-01T00:00:00+00:00");
  CHECK(sent("\xEF\xBB\xBF"
             "31/12/2026\xC2\xA0"
             "18:00:00\n") == "2026-12-31T18:00:00-03:00");
  for (char const* bad :
       {"", "31/02/2027", "2027-02-29", "31/04/2027 10:00:00", "2026-12-31T25:00:00", "amanha", "12/31/2026", "31/12/26"}) {
    CHECK(sent(bad) == "unreadable");
  }
  CHECK(timestamp("2026-12-31").time_assumed());
  CHECK(timestamp("2026-12-31").offset_assumed());
  CHECK_FALSE(timestamp("2026-12-31 18:00").time_assumed());
}

TEST_CASE("a normalized timestamp is the same moment, and stays as it is", "[core]") {
  for (std::int64_t day = -40 * 365; day < 40 * 365; day += 7) {
    instant const at{hours(24 * day) + seconds(86'399) + microseconds(day % 3 == 0 ? 0 : 1'000 * (day % 1000 + 1000))};
    for (minutes const offset : {minutes(0), minutes(-180), minutes(330)}) {
      std::string text = timestamp(at, offset).text();
      text[10] = ' ';
      auto const once = normalized(timestamp(text));
      REQUIRE(once.has_value());
      REQUIRE(once->at() == at);
      REQUIRE(normalized(*once) == once);
    }
  }
}

} // namespace timestamp_test
