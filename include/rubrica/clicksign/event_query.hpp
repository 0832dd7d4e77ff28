#pragma once

#include <rubrica/clicksign/pages.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// Which events of a document or an envelope to list.
struct event_query {
  webhook::event_name name{}; ///< empty: all
  clicksign::paging paging{};
};

}}} // namespace rubrica::v0_1::clicksign
