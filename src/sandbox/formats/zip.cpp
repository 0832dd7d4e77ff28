#include "sandbox/formats/zip.hpp"

#include "sandbox/limits.hpp"

#include <zlib.h>

#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::uint32_t local_mark = 0x04034B50;
constexpr std::uint32_t directory_mark = 0x02014B50;
constexpr std::uint32_t end_mark = 0x06054B50;
constexpr std::size_t local_size = 30;
constexpr std::size_t directory_size = 46;
constexpr std::size_t end_size = 22;
constexpr std::size_t longest_comment = 0xFFFF;

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      ::crc32(0, reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<unsigned>(bytes.size())));
}

void put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>((value >> 8) & 0xFFU);
}

void put32(std::string& out, std::uint32_t value) {
  put16(out, value & 0xFFFFU);
  put16(out, value >> 16);
}

// Version 2.0, names in UTF-8 (bit 11), method "stored", and 1980-01-01 as the time.
void put_common(std::string& out, zip_entry const& entry) {
  put16(out, 20);
  put16(out, 0x0800);
  put16(out, 0);
  put16(out, 0);
  put16(out, 0x21);
  put32(out, checksum(entry.bytes));
  put32(out, static_cast<std::uint32_t>(entry.bytes.size()));
  put32(out, static_cast<std::uint32_t>(entry.bytes.size()));
  put16(out, static_cast<std::uint32_t>(entry.name.size()));
  put16(out, 0);
}

void put_directory_entry(std::string& out, zip_entry const& entry, std::size_t offset) {
  put32(out, 0x02014B50);
  put16(out, 20);
  put_common(out, entry);
  put16(out, 0);
  put16(out, 0);
  put16(out, 0);
  put32(out, 0);
  put32(out, static_cast<std::uint32_t>(offset));
  out += entry.name;
}

/// Little-endian numbers; 0 beyond the end, which matches no signature.
std::uint32_t get16(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < 2) return 0;
  return static_cast<unsigned char>(bytes[at]) | (std::uint32_t{static_cast<unsigned char>(bytes[at + 1])} << 8);
}

std::uint32_t get32(std::string_view bytes, std::size_t at) {
  return get16(bytes, at) | (get16(bytes, at + 2) << 16);
}

bool holds(std::string_view bytes, std::size_t at, std::size_t size) {
  return at <= bytes.size() && size <= bytes.size() - at;
}

/// The start of the end record; only a comment may follow it.
std::optional<std::size_t> find_end(std::string_view archive) {
  if (archive.size() < end_size) return std::nullopt;
  std::size_t const last = archive.size() - end_size;
  std::size_t const first = last > longest_comment ? last - longest_comment : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    if (get32(archive, at) == end_mark) return at;
  }
  return std::nullopt;
}

std::optional<std::string> inflated(std::string_view packed, std::size_t size) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt; // negative: without a header, as in archives
  std::string out(size, '\0');
  stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(packed.data())); // zlib only reads there
  stream.avail_in = static_cast<unsigned>(packed.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  int const ended = inflate(&stream, Z_FINISH);
  bool const complete = ended == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  if (!complete) return std::nullopt;
  return out;
}

/// What an entry of the directory says about its file.
struct directory_entry {
  std::string_view name;
  std::uint32_t flags = 0;
  std::uint32_t method = 0;
  std::uint32_t checksum = 0;
  std::size_t packed_size = 0;
  std::size_t size = 0;
  std::size_t local = 0; ///< where the file's own header begins
  std::size_t length = 0;
};

std::optional<directory_entry> read_entry(std::string_view archive, std::size_t at) {
  if (get32(archive, at) != directory_mark || !holds(archive, at, directory_size)) return std::nullopt;
  directory_entry entry;
  entry.flags = get16(archive, at + 8);
  entry.method = get16(archive, at + 10);
  entry.checksum = get32(archive, at + 16);
  entry.packed_size = get32(archive, at + 20);
  entry.size = get32(archive, at + 24);
  std::size_t const name_size = get16(archive, at + 28);
  entry.length = directory_size + name_size + get16(archive, at + 30) + get16(archive, at + 32);
  entry.local = get32(archive, at + 42);
  if (!holds(archive, at, entry.length)) return std::nullopt;
  entry.name = archive.substr(at + directory_size, name_size);
  return entry;
}

std::optional<std::string> unpacked(std::string_view archive, directory_entry const& entry) {
  constexpr std::uint32_t encrypted = 1;
  if ((entry.flags & encrypted) != 0 || get32(archive, entry.local) != local_mark) return std::nullopt;
  std::size_t const start = entry.local + local_size + get16(archive, entry.local + 26) + get16(archive, entry.local + 28);
  if (!holds(archive, start, entry.packed_size)) return std::nullopt;
  std::string_view const packed = archive.substr(start, entry.packed_size);
  std::optional<std::string> bytes;
  if (entry.method == Z_DEFLATED) {
    bytes = inflated(packed, entry.size);
  } else if (entry.method == 0 && entry.size == entry.packed_size) {
    bytes = std::string(packed);
  }
  if (!bytes || checksum(*bytes) != entry.checksum) return std::nullopt;
  return bytes;
}

} // namespace

std::string make_zip(std::vector<zip_entry> const& entries) {
  std::string out;
  std::string directory;
  for (zip_entry const& entry : entries) {
    put_directory_entry(directory, entry, out.size());
    put32(out, 0x04034B50);
    put_common(out, entry);
    out += entry.name;
    out += entry.bytes;
  }
  auto const start = static_cast<std::uint32_t>(out.size());
  auto const count = static_cast<std::uint32_t>(entries.size());
  out += directory;
  put32(out, 0x06054B50);
  put32(out, 0);
  put16(out, count);
  put16(out, count);
  put32(out, static_cast<std::uint32_t>(directory.size()));
  put32(out, start);
  put16(out, 0);
  return out;
}

std::optional<std::vector<zip_file>> read_zip(std::string_view archive) {
  auto const end = find_end(archive);
  if (!end) return std::nullopt;
  std::size_t const count = get16(archive, *end + 10);
  if (count > limits::most_archive_files) return std::nullopt;
  std::size_t at = get32(archive, *end + 16);
  std::size_t content = 0;
  std::vector<zip_file> files;
  for (std::size_t i = 0; i < count; ++i) {
    auto const entry = read_entry(archive, at);
    if (!entry || entry->size > limits::largest_archive - content) return std::nullopt;
    auto bytes = unpacked(archive, *entry);
    if (!bytes) return std::nullopt;
    content += entry->size;
    files.push_back({std::string(entry->name), *std::move(bytes)});
    at += entry->length;
  }
  return files;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
