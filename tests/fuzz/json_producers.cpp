// Both producers of JSON events accept and refuse the same texts and produce the same events; the writer turns these events into
// JSON with the same meaning.

#include "property.hpp"

#include "support/json/json_agreement.hpp"
#include "json/json_parse.hpp"
#include "json/json_writer.hpp"

using namespace rubrica_fuzz;
using rubrica::errc;
using rubrica::detail::json_limits;

namespace {

json_limits chosen(std::size_t choice) {
  json_limits limits;
  limits.duplicate_keys = (choice & 1) != 0;
  if ((choice & 2) != 0) limits.depth = 4;
  if ((choice & 4) != 0) limits.string_bytes = 8;
  if ((choice & 8) != 0) limits.number_characters = 8;
  if ((choice & 16) != 0) limits.bytes = 64;
  if ((choice & 32) != 0) limits.depth = 1000; // more than exists
  return limits;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view text = text_of(data, size);
  json_limits const limits = chosen(take_choice(text));
  std::string const difference = rubrica_test::compare_producers(std::string(text), limits).difference;
  if (!difference.empty()) std::fprintf(stderr, "%s\n", difference.c_str());
  require(difference.empty(), "both producers agree");

  rubrica_test::recorder heard;
  auto const read = rubrica::detail::parse_json(text, heard, limits);
  if (!read) {
    require_explained(read.error(), {errc::malformed, errc::limit_exceeded}, text);
    return 0;
  }
  std::string written;
  rubrica::detail::json_writer writer(written);
  require(rubrica::detail::parse_json(text, writer, limits).has_value(), "a text that was read once is read twice");
  require(writer.valid(), "what was read is valid UTF-8");
  rubrica_test::recorder heard_again;
  json_limits roomy = limits;
  roomy.bytes = json_limits().bytes; // an escape may be longer than the character that it means
  require(rubrica::detail::parse_json(written, heard_again, roomy).has_value(), "what is written can be read");
  require(heard.heard == heard_again.heard, "what is written means the same");
  return 0;
}
