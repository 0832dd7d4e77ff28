#include "workflow/engine_state.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

engine::engine(engine_options options) : state_(std::make_unique<state>(std::move(options))) {}
engine::~engine() = default;
engine::engine(engine&&) noexcept = default;
engine& engine::operator=(engine&&) noexcept = default;

} // namespace workflow
RUBRICA_END_NAMESPACE
