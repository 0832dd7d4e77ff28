#pragma once

#include <rubrica/core/export.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

struct requirement;

/// The requirements of an envelope in the order of their creation, with an index by signer and document, because each callback
/// lists every signer.
class requirement_list {
public:
  using pointer = std::unique_ptr<requirement>;

  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] std::vector<requirement const*> const& of(std::string const& document_id, std::string const& signer_id) const;
  [[nodiscard]] requirement* find(std::string const& id) const;

  [[nodiscard]] requirement_list copy() const;
  requirement& add(pointer made);
  void erase(requirement const& gone);
  template <class Gone> void erase_if(Gone gone) {
    all_.erase(std::remove_if(all_.begin(), all_.end(), [&](pointer const& one) { return gone(*one); }), all_.end());
    order_by_link();
  }

private:
  void order_by_link();
  static std::string key_of(std::string const& document_id, std::string const& signer_id) {
    return document_id + ' ' + signer_id;
  }

  std::vector<pointer> all_;
  std::unordered_map<std::string, std::vector<requirement const*>> by_link_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
