// A CRM that keeps what it sends in a database of its own.
#include <rubrica/core/version.hpp>
#include <rubrica/workflow/engine.hpp>

#include <cstdio>
#include <string_view>

int main() {
  rubrica::workflow::engine_options options;
  options.store = rubrica::workflow::open_store("sqlite3://consumer.db").value();
  rubrica::workflow::engine engine(options);
  rubrica::workflow::submission nothing;
  bool const works = engine.submit(nothing).error().code == rubrica::errc::invalid_argument && engine.metrics().has_value() &&
                     std::string_view(rubrica::version_text) == PACKAGE_VERSION;
  std::printf("rubrica::workflow %s %s\n", rubrica::version_text, works ? "works" : "does not work");
  return works ? 0 : 1;
}
