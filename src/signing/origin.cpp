#include <rubrica/signing/origin.hpp>

#include "core/out_of_memory.hpp"
#include "signing/origin_io.hpp"
#include "json/json_parse.hpp"
#include "json/json_token.hpp"
#include "json/json_writer.hpp"

#include <array>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

constexpr std::string_view key_member = "rubrica_key";
constexpr std::string_view file_member = "rubrica_file";
constexpr std::string_view digest_member = "rubrica_digest";
constexpr std::string_view record_kind_member = "record_kind";
constexpr std::string_view record_id_member = "record_id";
constexpr std::string_view type_member = "type";
constexpr std::string_view description_member = "description";
constexpr std::string_view name_member = "name";

/// Of a member that is named twice it is unknown which one counts.
detail::json_limits named_once() {
  detail::json_limits limits;
  limits.duplicate_keys = false;
  return limits;
}

/// Takes the members of the outermost object by their exact names: another program's `Type` is not ours.
class origin_reader final : public detail::null_handler {
public:
  document_origin origin;
  std::string inside; ///< the text, when the JSON value is one

  void number(std::string_view text) override {
    if (depth_ != 1 || member_ != file_member) return;
    auto const index = detail::whole_number(text);
    if (index && *index >= 0) origin.file = static_cast<std::size_t>(*index);
  }
  void string(std::string_view text) override {
    if (depth_ == 0) inside.assign(text);
    if (depth_ != 1) return;
    if (member_ == key_member) origin.key.assign(text);
    if (member_ == digest_member) origin.digest.assign(text);
    if (member_ == record_kind_member) origin.record.kind = record_kind(text);
    if (member_ == record_id_member) origin.record.id.assign(text);
    if (member_ == type_member) origin.type.assign(text);
    if (member_ == description_member) origin.description.assign(text);
    if (member_ == name_member) origin.name.assign(text);
  }
  void begin_object() override { ++depth_; }
  void key(std::string_view text) override {
    if (depth_ == 1) member_.assign(text);
  }
  void end_object() override { --depth_; }
  // In a list nothing is a member of the outermost object, and in a list outside there is none.
  void begin_array() override { ++depth_; }
  void end_array() override { --depth_; }

private:
  std::size_t depth_ = 0;
  std::string member_;
};

std::optional<origin_reader> read(std::string_view metadata) {
  origin_reader reader;
  auto const done = detail::parse_json(metadata, reader, named_once());
  detail::require_memory(done); // otherwise our own document would look like another program's
  if (!done) return std::nullopt;
  return reader;
}

/// Copies an object and leaves out those members of it that are to change.
class changing_copy final : public detail::json_handler {
public:
  changing_copy(std::string& out, description_changes const& changes)
      : out_(out), changes_{{{type_member, &changes.type},
                             {description_member, &changes.description},
                             {name_member, &changes.name}}} {}

  [[nodiscard]] bool valid() const { return valid_ && out_.valid(); }

  void null() override {
    value([&] { out_.null(); });
  }
  void boolean(bool flag) override {
    value([&] { out_.boolean(flag); });
  }
  void number(std::string_view text) override {
    value([&] { out_.number(text); });
  }
  void string(std::string_view text) override {
    value([&] { out_.string(text); });
  }
  void begin_array() override {
    value([&] { out_.begin_array(); });
    ++depth_;
  }
  void end_array() override {
    --depth_;
    if (!skips_) out_.end_array();
  }
  void begin_object() override {
    if (depth_++ == 0 || !skips_) out_.begin_object();
  }
  void key(std::string_view text) override {
    if (depth_ == 1) skips_ = changes(text);
    if (!skips_) out_.key(text);
  }
  void end_object() override {
    if (--depth_ == 0) {
      skips_ = false;
      write_changes();
    }
    if (!skips_) out_.end_object();
  }

private:
  template <class Write> void value(Write write) {
    if (depth_ == 0) valid_ = false; // no object at all
    if (!skips_) write();
  }
  [[nodiscard]] bool changes(std::string_view member) const {
    for (auto const& [name, change] : changes_) {
      if (name == member) return !change->is_absent();
    }
    return false;
  }
  void write_changes() {
    for (auto const& [name, change] : changes_) {
      if (change->value() != nullptr) out_.member(name, *change->value());
    }
  }

  detail::json_writer out_;
  std::array<std::pair<std::string_view, field<std::string> const*>, 3> changes_;
  std::size_t depth_ = 0;
  bool skips_ = false; ///< the member that is being read changes
  bool valid_ = true;
};

} // namespace

std::optional<document_origin> origin_of(std::string_view metadata) {
  auto found = read(metadata);
  if (found && !found->inside.empty()) found = read(std::exchange(found->inside, {}));
  if (!found || found->origin.key.empty()) return std::nullopt;
  return std::move(found->origin);
}

std::optional<document_origin> origin_of(clicksign::document const& document) {
  return origin_of(document.metadata);
}

std::optional<document_origin> origin_of(clicksign::webhook::event const& callback) {
  return callback.document ? origin_of(callback.document->metadata) : std::nullopt;
}

std::string to_metadata(document_origin const& origin) {
  std::string text;
  detail::json_writer out(text);
  out.begin_object();
  write_unless_empty(out, key_member, origin.key);
  if (origin.file) out.member(file_member, static_cast<std::int64_t>(*origin.file));
  write_unless_empty(out, digest_member, origin.digest);
  write_unless_empty(out, record_kind_member, origin.record.kind.text());
  write_unless_empty(out, record_id_member, origin.record.id);
  write_unless_empty(out, type_member, origin.type);
  write_unless_empty(out, description_member, origin.description);
  write_unless_empty(out, name_member, origin.name);
  out.end_object();
  return text;
}

result<std::string> with_changes(std::string_view metadata, description_changes const& changes) {
  std::string text;
  changing_copy copy(text, changes);
  bool const is_empty = metadata.empty() || metadata == "null";
  auto const done = detail::parse_json(is_empty ? std::string_view("{}") : metadata, copy, named_once());
  detail::require_memory(done);
  if (!done || !copy.valid()) return make_error(errc::invalid_argument, "the metadata of the document is not a JSON object");
  return text;
}

} // namespace signing
RUBRICA_END_NAMESPACE
