// Understands a callback, and refuses one that is none.
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/core/version.hpp>

#include <cstdio>
#include <string>

namespace webhook = rubrica::clicksign::webhook;

int main() {
  std::string const body =
      R"({"event":{"name":"close","occurred_at":"2026-08-13T10:27:02.931-03:00"},"document":{"key":"0a1b","status":"closed"}})";
  auto const event = webhook::parse(webhook::unverified_body(body));
  bool const understood = event && event->name.text() == "close" && event->document && event->document->key.text() == "0a1b";
  bool const refused = !webhook::parse(webhook::unverified_body("{}"));
  std::printf("rubrica %s %s callbacks\n", rubrica::version_text, understood && refused ? "understands" : "does not understand");
  return understood && refused ? 0 : 1;
}
