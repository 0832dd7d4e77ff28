#pragma once

#include <rubrica/clicksign/pages.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Which events of a document or an envelope to list.
struct event_query {
  webhook::event_name name{}; ///< empty: all
  clicksign::paging paging{};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
