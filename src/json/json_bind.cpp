#include "json/json_bind.hpp"

#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Where the value that begins now goes. Given out in place: a copy would wait for both halves to be written.
slot const& json_binder::target() {
  if (depth_ == 0 || !frames_[depth_ - 1].is_array) return next_;
  slot const& list = frames_[depth_ - 1].container;
  if (list.how != nullptr && list.how->element != nullptr)
    next_ = list.how->element(list.object);
  else
    next_ = {};
  return next_;
}

void json_binder::open(slot container, bool is_array) {
  frames_[depth_++] = {container, 0, is_array};
}

void json_binder::close() {
  --depth_;
}

bool json_binder::start_capture(slot const& to) {
  if (to.how == nullptr || to.how->capture == nullptr) return false;
  captured_text_.clear();
  captured_text_.reserve(256);
  capture_.emplace(captured_text_);
  captured_ = to;
  capture_depth_ = 0;
  return true;
}

void json_binder::value_captured() {
  if (capture_depth_ != 0) return;
  capture_.reset();
  captured_.how->capture(captured_.object).append(captured_text_);
  if (captured_.how->captured != nullptr) captured_.how->captured(captured_.object);
}

void json_binder::null() {
  if (capture_) return capture_->null(), value_captured();
  slot const& to = target();
  if (to.how != nullptr && to.how->null != nullptr) return to.how->null(to.object);
  if (start_capture(to)) capture_->null(), value_captured();
}

void json_binder::boolean(bool value) {
  if (capture_) return capture_->boolean(value), value_captured();
  slot const& to = target();
  if (to.how != nullptr && to.how->boolean != nullptr) return to.how->boolean(to.object, value);
  if (start_capture(to)) capture_->boolean(value), value_captured();
}

void json_binder::number(std::string_view text) {
  if (capture_) return capture_->number(text), value_captured();
  slot const& to = target();
  if (to.how != nullptr && to.how->number != nullptr) return to.how->number(to.object, text);
  if (start_capture(to)) capture_->number(text), value_captured();
}

void json_binder::string(std::string_view text) {
  if (capture_) return capture_->string(text), value_captured();
  slot const& to = target();
  if (to.how != nullptr && to.how->string != nullptr) return to.how->string(to.object, text);
  if (start_capture(to)) capture_->string(text), value_captured();
}

void json_binder::begin_object() {
  if (!capture_) {
    slot const& to = target();
    if (to.how != nullptr && to.how->begin_object != nullptr) return open(to.how->begin_object(to.object), false);
    if (!start_capture(to)) return open({}, false);
  }
  capture_->begin_object();
  ++capture_depth_;
}

void json_binder::key(std::string_view text) {
  if (capture_) return capture_->key(text);
  frame& top = frames_[depth_ - 1];
  slot const& container = top.container;
  if (container.how != nullptr && container.how->member != nullptr)
    next_ = container.how->member(container.object, text, top.hint);
  else
    next_ = {};
}

void json_binder::end_object() {
  if (!capture_) return close();
  capture_->end_object();
  --capture_depth_;
  value_captured();
}

void json_binder::begin_array() {
  if (!capture_) {
    slot const& to = target();
    if (to.how != nullptr && to.how->begin_array != nullptr) return open(to.how->begin_array(to.object), true);
    if (!start_capture(to)) return open({}, true);
  }
  capture_->begin_array();
  ++capture_depth_;
}

void json_binder::end_array() {
  if (!capture_) return close();
  capture_->end_array();
  --capture_depth_;
  value_captured();
}

void read_again(std::string_view text, slot into) {
  result<void> const read = read_json(text, into);
  if (!read && read.error().code == errc::out_of_memory) throw std::bad_alloc();
}

} // namespace detail
RUBRICA_END_NAMESPACE
