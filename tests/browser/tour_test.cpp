// The pictures of docs/guide/*/tour.md, and what axe-core says of the pages. Only `./dev browser` runs them.
#include "support/catch.hpp"

#include "browser/walks.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace crm_tour_test {

using nlohmann::json;
using rubrica_test::crm_world;
using rubrica_test::simulator_world;
using rubrica_test::walk;

namespace {

std::string environment(char const* name) {
  char const* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// What differs from one run to the next is written over, so that a picture changes only when its page does.
constexpr char scrub[] = R"js(
  const in_ten_days = Date.now() + 864e6;
  const day = (_, d, m, y) => new Date(y, m - 1, d) > in_ten_days ? '15/01/2027' : '15/12/2026';
  const same = text => text.replace(/(\d\d)\/(\d\d)\/(\d{4})/g, day).replace(/às \d\d:\d\d/g, 'às 10:30')
    .replace(/(\d{4}) \d\d:\d\d/g, '$1 10:30').replace(/ref\. [0-9A-Z-]+/g, 'ref. K7PQ-31AB').replace(/assinar: \d{6}/g, 'assinar: 408117')
    .replace(/[0-9a-f]{64}/g, '4f1c9a…').replace(/127\.0\.0\.1:\d+/g, 'crm.exemplo.com.br').replace('http://crm', 'https://crm');
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) all.currentNode.data = same(all.currentNode.data);
  for (const one of document.querySelectorAll('input[readonly]')) one.value = same(one.value);
  document.activeElement.blur();
  scrollTo(0, 0);
)js";

constexpr int wide = 1120;
constexpr int narrow = 390;

/// The whole page at this width, unless it is very long.
std::string picture(rubrica_test::webdriver& browser, int width) {
  browser.resize(width, 760);
  int const height = browser.run("return Math.min(document.documentElement.scrollHeight, 1250) + outerHeight - innerHeight");
  browser.resize(width, std::max(height, width == wide ? 560 : 760));
  return browser.screenshot();
}

} // namespace

TEST_CASE("The pictures of the tour are taken of the CRM as it is", "[browser][process][socket][.tour]") {
  std::string const folder = environment("RUBRICA_SCREENSHOTS");
  REQUIRE_FALSE(folder.empty());
  crm_world at({"--seed", "7"}); // lines of one moment come in the order of ids
  auto& browser = at.user.browser();
  walk(at, [&](std::string const& name) {
    browser.run(scrub);
    bool const is_to_sign_on = name == "17-assinar" || name == "18-codigo"; // as most people do: on a telephone
    bool const is_on_both = name == "08-documentos" || name == "11-acompanhar";
    if (!is_to_sign_on) std::ofstream(folder + "/" + name + ".png", std::ios::binary) << picture(browser, wide);
    std::string const small = picture(browser, narrow);
    CHECK(browser.run("return document.documentElement.scrollWidth <= innerWidth") == true);
    if (is_to_sign_on || is_on_both) std::ofstream(folder + "/" + name + "-celular.png", std::ios::binary) << small;
    browser.resize(wide, 760);
  });
}

TEST_CASE("axe-core finds nothing serious on any page, on a screen or a telephone", "[browser][process][socket][.axe]") {
  std::ifstream in(environment("RUBRICA_AXE"));
  std::string const axe{std::istreambuf_iterator<char>(in), {}};
  REQUIRE_FALSE(axe.empty());
  auto const look = [&](rubrica_test::webdriver& browser, std::string const& name) {
    for (int const width : {wide, narrow}) {
      browser.resize(width, 800);
      json const found = browser.run(axe + "; return axe.run(document).then(r => [r.passes.length, r.violations.map(v => "
                                           "[v.impact, v.id, v.help, v.nodes.map(n => n.html).slice(0, 3)])])");
      INFO(name << " at " << width << ": " << found.dump(2));
      CHECK(found.at(0) > 10); // it has looked
      CHECK(found.at(1).empty());
      CHECK(browser.run("return document.documentElement.scrollWidth <= innerWidth") == true);
    }
    browser.resize(wide, 760);
  };
  SECTION("of the CRM") {
    crm_world at;
    walk(at, [&](std::string const& name) { look(at.user.browser(), name); });
  }
  SECTION("of the simulator") {
    simulator_world at;
    walk(at, [&](std::string const& name) { look(at.user.browser(), name); });
  }
}

} // namespace crm_tour_test
