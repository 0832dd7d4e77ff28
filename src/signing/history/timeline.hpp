#pragma once

#include "signing/history/facts.hpp"

#include <rubrica/signing/timeline.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Adds the lines of one topic.
void add_lines(facts_by_key const& facts, document_state const& state, timeline_lines& out);

/// Orders by time, cause and content: no two lines are equal in all three.
void put_in_order(timeline_lines& lines);

} // namespace signing
RUBRICA_END_NAMESPACE
