#pragma once

#include "sandbox/routes/router.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The query of a list: filters, order and page, checked against what the resource supports.
class list_query {
public:
  list_query(call const& request, std::initializer_list<char const*> filters, std::initializer_list<char const*> sorts = {});

  /// The value of a filter, including commas; null when it is absent or empty.
  [[nodiscard]] std::string const* wanted(char const* filter) const;
  /// The values of a filter, separated by commas; none when it is absent.
  [[nodiscard]] std::vector<std::string> values(char const* filter) const;
  /// Whether all records are wanted, ordered by creation, ascending or descending.
  [[nodiscard]] bool takes_all() const {
    return filters_.empty() && (sorting_.empty() || (sorting_.size() == 1 && sorting_.front().field == "created"));
  }
  [[nodiscard]] bool newest_first() const { return !sorting_.empty() && sorting_.front().descending; }
  /// Whether the filter has this value, or is absent.
  [[nodiscard]] bool accepts(char const* filter, std::string const& value) const;
  /// The same for the whole value, including commas.
  [[nodiscard]] bool accepts_whole(char const* filter, std::string const& value) const;
  /// The filter as yes or no; nothing when it is absent. Rejects any other value.
  [[nodiscard]] std::optional<bool> flag(char const* filter) const;
  /// Rejects those of the filters that are not two instants.
  void read_instants(std::initializer_list<char const*> filters);
  /// For a filter of two instants, after `read_instants`.
  [[nodiscard]] bool accepts(char const* filter, instant value) const;

  /// Sorts rows of pointers in the requested order; `precedes(a, b, field)` compares two of them by one field.
  template <class Row, class Precedes> void sort(std::vector<Row*>& rows, Precedes precedes) const {
    std::stable_sort(rows.begin(), rows.end(), [&](Row const* a, Row const* b) {
      for (order const& one : sorting_) {
        if (precedes(*a, *b, one.field)) return !one.descending;
        if (precedes(*b, *a, one.field)) return one.descending;
      }
      return false;
    });
  }
  [[nodiscard]] std::size_t page() const { return page_; }
  [[nodiscard]] std::size_t size() const { return size_; }

private:
  struct order {
    std::string field;
    bool descending = false;
  };
  void read_sort(std::string const& value, std::initializer_list<char const*> sorts);
  void read_page(std::string const& name, std::string const& value);
  struct wanted_values {
    std::string whole;
    std::vector<std::string> values;
    std::optional<std::pair<instant, instant>> between; ///< two instants
  };
  [[nodiscard]] wanted_values const* find(char const* name) const;

  std::map<std::string, wanted_values> filters_;
  std::vector<order> sorting_;
  std::size_t page_ = 1;
  std::size_t size_;
};

/// 200 with one page of `rows` rows. `link_path` is the path in the links, which is not always the path of the request
/// (clicksign-rest §2.3).
reply page_reply(call const& request, list_query const& query, std::size_t rows, std::function<json(std::size_t)> const& row,
                 std::string const& link_path);

/// The same for the records that `accepts` selects, in the requested order. When all are wanted in the order of creation, only
/// those of the page are looked at.
template <class Record, class Accepts, class Precedes, class Show>
reply list_reply(call const& request, list_query const& query, record_list<Record> const& all, Accepts accepts, Precedes precedes,
                 Show show, std::string const& link_path) {
  if (query.takes_all()) {
    auto const place = [&](std::size_t i) { return query.newest_first() ? all.size() - 1 - i : i; };
    return page_reply(
        request, query, all.size(), [&](std::size_t i) { return show(all.nth(place(i))); }, link_path);
  }
  std::vector<Record const*> rows;
  for (auto const& one : all) {
    if (accepts(*one)) rows.push_back(one.get());
  }
  query.sort(rows, precedes);
  return page_reply(
      request, query, rows.size(), [&](std::size_t i) { return show(*rows[i]); }, link_path);
}

/// For a list with only one order.
template <class Record, class Accepts, class Show>
reply list_reply(call const& request, list_query const& query, record_list<Record> const& all, Accepts accepts, Show show,
                 std::string const& link_path) {
  return list_reply(
      request, query, all, accepts, [](Record const&, Record const&, std::string const&) { return false; }, show, link_path);
}

/// What `include` names; rejects all but the one relationship that the route knows.
std::set<std::string> asked_includes(call const& request, std::string_view known);

/// Adds the included resources to the answer, and applies the requested fields.
reply apply_fieldsets(call const& request, reply answer);

} // namespace sandbox
RUBRICA_END_NAMESPACE
