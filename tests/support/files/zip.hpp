#pragma once

#include <zlib.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>

namespace rubrica_test {

enum class packing { stored, deflated };

/// Writes archives like other programs do, so that the simulator's own writer is not used to test its reader.
class zip_writer {
public:
  explicit zip_writer(packing method = packing::deflated) : method_(method) {}

  zip_writer& add(std::string const& name, std::string const& bytes) {
    std::string const packed = method_ == packing::stored ? bytes : deflated(bytes);
    std::string common;
    number(common, 20, 2);
    number(common, flags, 2);
    number(common, method_ == packing::stored ? 0 : 8, 2);
    number(common, 0, 4);
    number(common, static_cast<std::uint32_t>(::crc32(0, raw(bytes), static_cast<unsigned>(bytes.size()))), 4);
    number(common, packed.size(), 4);
    number(common, bytes.size(), 4);
    number(common, name.size(), 2);
    number(common, 0, 2);
    directory_ += "PK\1\2";
    number(directory_, 20, 2);
    directory_ += common;
    number(directory_, 0, 10);
    number(directory_, out_.size(), 4);
    directory_ += name;
    out_ += "PK\3\4" + common + name + packed;
    ++count_;
    return *this;
  }

  [[nodiscard]] std::string archive() const {
    std::string out = out_ + directory_ + "PK\5\6";
    number(out, 0, 4);
    number(out, count_, 2);
    number(out, count_, 2);
    number(out, directory_.size(), 4);
    number(out, out_.size(), 4);
    number(out, 0, 2);
    return out;
  }

  unsigned flags = 0; ///< for the next entries

private:
  static unsigned char const* raw(std::string const& bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }

  static void number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(i < 8 ? (value >> (8 * i)) & 0xFFU : 0U);
  }

  static std::string deflated(std::string const& bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = const_cast<unsigned char*>(raw(bytes));
    stream.avail_in = static_cast<unsigned>(bytes.size());
    stream.next_out = reinterpret_cast<unsigned char*>(out.data());
    stream.avail_out = static_cast<unsigned>(out.size());
    int const ended = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("zlib");
    return out;
  }

  packing method_;
  std::string out_;
  std::string directory_;
  unsigned count_ = 0;
};

/// The entries of an uncompressed archive, found through its directory.
inline std::map<std::string, std::string> unzip_stored(std::string const& bytes) {
  auto const number = [&](std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
  };
  std::map<std::string, std::string> entries;
  std::size_t const end = bytes.rfind("PK\5\6");
  if (end == std::string::npos) throw std::runtime_error("not an archive");
  std::size_t at = number(end + 16, 4);
  for (std::uint32_t left = number(end + 10, 2); left > 0; --left) {
    if (bytes.compare(at, 4, "PK\1\2") != 0) throw std::runtime_error("not a directory entry");
    std::size_t const name = number(at + 28, 2);
    std::size_t const local = number(at + 42, 4);
    std::size_t const content = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    entries[bytes.substr(at + 46, name)] = bytes.substr(content, number(at + 24, 4));
    at += 46 + name;
  }
  return entries;
}

} // namespace rubrica_test
