#include "clicksign/protocol/upload_body.hpp"
#include "text/ascii.hpp"

#include "crypto/base64.hpp"
#include "http/file.hpp"
#include "json/json_writer.hpp"

#include <algorithm>
#include <array>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

using detail::lower;

struct media_type {
  std::string_view extension;
  std::string_view name;
};

constexpr media_type media_types[] = {
    {".pdf", "application/pdf"},    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".doc", "application/msword"}, {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},        {".png", "image/png"},
    {".txt", "text/plain"},
};

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() &&
         std::equal(ending.rbegin(), ending.rend(), text.rbegin(), [](char expected, char c) { return expected == lower(c); });
}

/// What is before and after the base64 text in the body.
struct frame {
  std::string before;
  std::string after;
  bool valid = false;
};

frame frame_of(std::string_view type, std::string_view media, std::function<void(detail::json_writer&)> const& write_attributes,
               file_place where) {
  frame text;
  detail::json_writer out(text.before);
  out.begin_object();
  out.key("data");
  out.begin_object();
  out.member("type", type);
  out.key("attributes");
  out.begin_object();
  write_attributes(out);
  out.key("content_base64");
  out.string("data:" + std::string(media) + ";base64,");
  text.before.pop_back(); // the closing quote follows the file
  text.after = where == file_place::nested ? "\"}}}}" : "\"}}}";
  text.valid = out.valid();
  return text;
}

/// The raw bytes of the document, from whichever source.
class content {
public:
  static result<std::shared_ptr<content>> open(std::string const& path, std::shared_ptr<std::string const> bytes,
                                               std::uint64_t size) {
    auto opened = std::make_shared<content>();
    opened->bytes_ = std::move(bytes);
    if (path.empty()) return opened;
    auto file = detail::input_file::open(path);
    if (!file) return std::move(file).error();
    opened->file_ = *std::move(file);
    if (opened->file_.size() != size) return make_error(errc::file_error, "the file changed while it was sent");
    return opened;
  }

  [[nodiscard]] bool is_unchanged() const { return bytes_ != nullptr || file_.is_unchanged(); }

  result<std::size_t> read(char* buffer, std::size_t size) {
    if (bytes_ == nullptr) return file_.read(buffer, size);
    std::size_t const taken = bytes_->copy(buffer, size, at_);
    at_ += taken;
    return taken;
  }

private:
  detail::input_file file_;
  std::shared_ptr<std::string const> bytes_;
  std::size_t at_ = 0;
};

/// Produces the beginning of the frame, the encoded content and the end of the frame, in pieces of any size.
class encoder {
public:
  encoder(std::shared_ptr<frame const> frame, std::shared_ptr<content> content, std::uint64_t size)
      : frame_(std::move(frame)), content_(std::move(content)), left_(size), pending_(frame_->before) {}

  result<std::size_t> operator()(char* buffer, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
      if (pending_.empty()) {
        if (finished_) break;
        if (auto more = refill(); !more) return std::move(more).error();
      }
      std::size_t const taken = pending_.copy(buffer + done, size - done);
      pending_.remove_prefix(taken);
      done += taken;
    }
    return done;
  }

private:
  static constexpr std::size_t chunk = 12 * 1024; // a multiple of three, so that the encoded pieces can be joined

  result<void> refill() {
    if (left_ == 0) {
      // The service rejects a body without its end, so it never accepts a mixture of two states of the file.
      if (!content_->is_unchanged()) return make_error(errc::file_error, "the file changed while it was sent");
      pending_ = frame_->after;
      finished_ = true;
      return {};
    }
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left_, chunk));
    std::size_t have = 0;
    while (have < wanted) {
      auto got = content_->read(raw_.data() + have, wanted - have);
      if (!got) return std::move(got).error();
      if (*got == 0) return make_error(errc::file_error, "the file became shorter while it was sent");
      have += *got;
    }
    left_ -= have;
    pending_ = {text_.data(), detail::encode_base64(text_.data(), {raw_.data(), have})};
    return {};
  }

  std::shared_ptr<frame const> frame_;
  std::shared_ptr<content> content_;
  std::uint64_t left_;
  std::string_view pending_;
  bool finished_ = false;
  std::array<char, chunk> raw_;
  std::array<char, detail::base64_length(chunk) + 1> text_;
};

result<std::uint64_t> size_of(file_to_send const& file) {
  if (file.path.empty()) return std::uint64_t{file.bytes.size()};
  if (auto checked = detail::check_path(file.path, "/path"); !checked) return std::move(checked).error();
  auto opened = detail::input_file::open(file.path);
  if (!opened) return std::move(opened).error();
  return opened->size();
}

} // namespace

std::string_view media_type_of(std::string_view filename) {
  for (media_type const& one : media_types) {
    if (ends_with(filename, one.extension)) return one.name;
  }
  return {};
}

result<http::body_source> body_with_file(std::string_view type, file_to_send const& file,
                                         std::function<void(detail::json_writer&)> const& write_attributes, file_place where) {
  if (auto checked = detail::check_path(file.name, "/filename"); !checked) return std::move(checked).error();
  std::string_view const media = media_type_of(file.name);
  if (media.empty()) {
    return make_error(errc::invalid_argument, "the file name must end in .pdf, .doc, .docx, .jpg, .jpeg, .png or .txt");
  }
  auto const size = size_of(file);
  if (!size) return size.error();
  auto const text = std::make_shared<frame const>(frame_of(type, media, write_attributes, where));
  if (!text->valid) return make_error(errc::invalid_argument, "a text is not valid UTF-8, or JSON was expected and it is not");
  auto const bytes = file.path.empty() ? std::make_shared<std::string const>(file.bytes) : nullptr;

  http::body_source source;
  source.size = text->before.size() + detail::base64_length(*size) + text->after.size();
  source.open = [text, bytes, path = file.path, size = *size]() -> result<http::body_reader> {
    auto opened = content::open(path, bytes, size);
    if (!opened) return std::move(opened).error();
    auto const reader = std::make_shared<encoder>(text, *opened, size);
    return http::body_reader([reader](char* buffer, std::size_t room) { return (*reader)(buffer, room); });
  };
  return source;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
