#pragma once

#include "sandbox/router.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// The query of a list: filters, order and page, checked against what the resource knows.
class list_query {
public:
  list_query(call const& request, std::initializer_list<char const*> filters, std::initializer_list<char const*> sorts = {});

  /// The values of a filter, separated by commas on the wire; nothing when it was not given or is empty.
  [[nodiscard]] bool accepts(char const* filter, std::string const& value) const;
  /// The whole value, commas and all.
  [[nodiscard]] bool accepts_whole(char const* filter, std::string const& value) const;
  /// A filter of two instants.
  [[nodiscard]] bool accepts(char const* filter, instant value) const;

  /// Puts rows of pointers into the order that was asked for; `precedes(a, b, field)` compares two of them by one field.
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
  [[nodiscard]] std::string const* value_of(char const* filter) const;

  std::map<std::string, std::string> filters_;
  std::vector<order> sorting_;
  std::size_t page_ = 1;
  std::size_t size_;
};

/// 200 with one page of so many rows. `link_path` is what the links name, which is not always the path of the request
/// (clicksign-v3 §2.3).
reply page_reply(call const& request, list_query const& query, std::size_t rows, std::function<json(std::size_t)> const& row,
                 std::string const& link_path);

/// What `include` names; rejects what the route does not know.
std::set<std::string> asked_includes(call const& request, std::vector<std::string> const& known);

/// The answer with the resources that were included, and with no other attributes than `fields[type]` asks for.
reply shaped(call const& request, reply answer);

}}} // namespace rubrica::v0_1::sandbox
