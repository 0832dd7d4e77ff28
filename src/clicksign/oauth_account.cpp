#include <rubrica/clicksign/oauth_account.hpp>

#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using clicksign::oauth_account;

struct oauth_account_attributes {
  using owner = oauth_account;
  static constexpr json_member list[] = {{"name", at<&owner::name>}, {"key", at<&owner::key>}};
};
struct oauth_account_table {
  using owner = oauth_account;
  static constexpr json_member list[] = {{"id", at_as<&owner::id, text_or_number<oauth_account_id>>},
                                         {"attributes", attributes<oauth_account_attributes>}};
};
template <> struct table_of<oauth_account> { using type = oauth_account_table; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

template <class Mode>
auto basic_oauth_accounts<Mode>::list(oauth_account_query const& query, call_options const& how) const -> list_of<oauth_account> {
  constexpr std::string_view any_type;
  return run_list<Mode, oauth_account>(session_, {any_type, "/oauth2/accounts", {}, {}, query.paging}, how);
}

template class basic_oauth_accounts<blocking>;
template class basic_oauth_accounts<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
