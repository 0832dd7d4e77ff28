#pragma once

#include "text/utf8.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/signing/preflight_rule.hpp>
#include <rubrica/signing/request.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Collects problems with their pointers.
class findings {
public:
  void add(std::string pointer, preflight_rule::known rule, std::string_view sentence) {
    problems_.push_back({std::string(rule.text), "preflight", std::string(sentence), std::move(pointer)});
  }
  /// Whether the text is valid; adds a finding otherwise.
  bool check_text(std::string_view text, std::string pointer) {
    bool const valid = detail::is_valid_utf8(text);
    if (!valid) add(std::move(pointer), preflight_rule::text_encoding, "The text is not valid UTF-8.");
    return valid;
  }
  /// `invalid_request` with all of them; success when there are none. For use once.
  result<void> take() {
    if (problems_.empty()) return {};
    error_info error = make_error(errc::invalid_request);
    error.problems = std::move(problems_);
    return error;
  }

private:
  std::vector<problem> problems_;
};

/// What is wrong with the signers, each and together. They are put into ClickSign's spelling as far as they can be read.
void check_signers(std::vector<signer>& signers, instant now, findings& out);

} // namespace signing
RUBRICA_END_NAMESPACE
