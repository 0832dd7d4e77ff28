#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/signing/plan.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A short form of the key for people: `7K2M-9Q4X`, without letters that look like digits. The same key gives the same one for ever:
/// it is in the envelope's name, by which ClickSign is asked.
std::string reference_of(std::string_view key);

/// Whether the text holds something that looks like a reference.
bool has_reference(std::string_view text);

/// The name of the envelope in this form, with `{name}` and `{reference}` put in.
std::string envelope_name(std::string_view form, std::string_view name, std::string_view reference);

/// Of the files, the signers and what each does with which: 128 bits as hexadecimal digits. It does not change with the version of
/// rubrica. `digests` are those of `sending`.
std::string digest_of(plan const& plan, std::vector<std::string> const& digests);

} // namespace signing
RUBRICA_END_NAMESPACE
