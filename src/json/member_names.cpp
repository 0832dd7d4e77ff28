#include "json/member_names.hpp"

#include "core/out_of_memory.hpp"
#include "json/json_handler.hpp"
#include "json/json_parse.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

class outermost_names final : public null_handler {
public:
  std::vector<std::string> names;

  void begin_object() override { ++depth_; }
  void key(std::string_view text) override {
    if (depth_ == 1) names.emplace_back(text);
  }
  void end_object() override { --depth_; }
  void begin_array() override { ++depth_; }
  void end_array() override { --depth_; }

private:
  int depth_ = 0;
};

} // namespace

std::optional<std::vector<std::string>> member_names(std::string_view json) {
  outermost_names own;
  auto const done = parse_json(json, own, {});
  require_memory(done);
  if (!done) return std::nullopt;
  return std::move(own.names);
}

} // namespace detail
RUBRICA_END_NAMESPACE
