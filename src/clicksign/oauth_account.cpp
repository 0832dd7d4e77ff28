#include <rubrica/clicksign/oauth_account.hpp>

#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto oauth_account_attributes =
    member_list({{"name", member<&oauth_account::name>}, {"key", member<&oauth_account::key>}});
constexpr auto json_members(detail::tag<oauth_account>) {
  return member_list({
      {"id", member_as<&oauth_account::id, text_or_number<oauth_account_id>>},
      {"attributes", attributes<oauth_account, oauth_account_attributes>},
  });
}

template <class Mode>
auto basic_oauth_accounts<Mode>::list(oauth_account_query const& query, call_options const& options) const
    -> list_of<oauth_account> {
  constexpr std::string_view any_type;
  return run_list<Mode, oauth_account>(session_, {any_type, "/oauth2/accounts", {}, {}, query.paging}, options);
}

template class basic_oauth_accounts<blocking>;
template class basic_oauth_accounts<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
