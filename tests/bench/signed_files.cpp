// What the check of a signed PDF costs beside one SHA-256 of the same bytes, and how it grows with the objects of the file.
// --check fails when a whole check costs more than the targets say.
#include "measure.hpp"
#include "support/files/pdf.hpp"
#include "support/signing/signed_pdf.hpp"

#include <rubrica/signing/verify_signed_file.hpp>

#include <openssl/evp.h>

#include <random>
#include <string>

using namespace rubrica_bench;
using namespace rubrica_test;
namespace signing = rubrica::signing;

namespace {

constexpr std::size_t ten_megabytes = 10'000'000;

rubrica::instant today() {
  return moment("2026-11-29T12:00:00Z");
}

/// Streams of bytes that look compressed, 50 KB each, as scans and fonts are.
std::string file_of_streams(std::size_t size) {
  std::mt19937 random(7);
  std::string out = small_pdf();
  for (int number = 10; out.size() < size; ++number) {
    std::string data(50'000, '\0');
    for (char& c : data) c = static_cast<char>(random());
    out += std::to_string(number) + " 0 obj\n<< /Filter /FlateDecode /Length 50000 >>\nstream\n" + data + "\nendstream\nendobj\n";
  }
  return out;
}

std::string file_of_objects(int count) {
  std::string out = small_pdf();
  for (int number = 10; number < count + 10; ++number) {
    out += std::to_string(number) + " 0 obj\n<< /Type /Annot /Rect [0 0 10.5 20] /Contents (texto) /P 3 0 R >>\nendobj\n";
  }
  return out;
}

double check(std::string const& file, signing::trust_store const& trusted) {
  double const begin = cpu_milliseconds();
  auto const report = signing::verify_signed_bytes(file, trusted, today());
  double const taken = cpu_milliseconds() - begin;
  must(report && is_intact(*report), "the file is intact");
  return taken;
}

double digest(std::string const& file) {
  unsigned char out[EVP_MAX_MD_SIZE];
  double const begin = cpu_milliseconds();
  must(EVP_Digest(file.data(), file.size(), out, nullptr, EVP_sha256(), nullptr) == 1, "OpenSSL digests");
  return cpu_milliseconds() - begin;
}

double refuse(int ranges, signing::trust_store const& trusted) {
  std::string file = small_pdf();
  for (int i = 0; i < ranges; ++i) file += "9 0 obj\n<< /ByteRange [0 10 20 30] /Contents <00> >>\nendobj\n";
  double const begin = cpu_milliseconds();
  must(!signing::verify_signed_bytes(file, trusted, today()), "too many signatures are refused");
  return cpu_milliseconds() - begin;
}

} // namespace

int main(int argc, char** argv) {
  identity const signer = make_identity({});
  auto const trusted = signing::trust_store::from_pem(signer.pem()).value();
  pdf_signing how;
  how.signed_at = today();
  auto const sign = [&](std::string const& file) { return sign_pdf(file, signer, how); };

  std::string const streams = sign(file_of_streams(ten_megabytes));
  auto const of_streams = in_pairs(
      15, [&] { return check(streams, trusted); }, [&] { return digest(streams); });
  std::printf("10 MB of streams: %.2f ms, SHA-256 alone %.2f ms\n", median(of_streams.ours), median(of_streams.theirs));

  std::string const few = sign(file_of_objects(100'000));
  std::string const many = sign(file_of_objects(1'000'000));
  auto const of_objects = in_pairs(
      5, [&] { return check(many, trusted); }, [&] { return check(few, trusted); });
  std::printf("1,000,000 objects, %zu MB: %.1f ms; 100,000: %.1f ms\n", many.size() / 1'000'000, median(of_objects.ours),
              median(of_objects.theirs));
  auto const digests = in_pairs(
      5, [&] { return check(many, trusted); }, [&] { return digest(many); });
  std::printf("100,000 ranges without signatures: %.2f ms\n", refuse(100'000, trusted));

  bool fine = report("10 MB of streams, of one SHA-256", median(of_streams.ratios), 1.5, "x");
  fine = report("1,000,000 objects, of one SHA-256", median(digests.ratios), 10, "x") && fine;
  fine = report("ten times the objects", median(of_objects.ratios), 15, "x") && fine;
  return fine || !checked(argc, argv) ? 0 : 1;
}
