#pragma once

#include <rubrica/signing/change.hpp>
#include <rubrica/signing/document_state.hpp>
#include <rubrica/signing/fact.hpp>
#include <rubrica/signing/timeline.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

// Pure functions of the facts about one document or acceptance term, by their keys.

namespace rubrica { inline namespace v0_1 { namespace signing {

using facts_by_key = std::map<std::string, fact>;

document_state state_of(facts_by_key const& facts);

/// What is true and was not told yet, in a fixed order; `told` learns it.
std::vector<change> new_changes(facts_by_key const& facts, std::set<std::string>& told);

void add_lines(facts_by_key const& facts, timeline_lines& out);

}}} // namespace rubrica::v0_1::signing
