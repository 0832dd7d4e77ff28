// What a journal in a folder costs a sending on the loopback interface: wall time with it, beside the same without it and what one
// durable file takes on that disk.
#include "bench/measure.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"

#include "http/file.hpp"

#include <rubrica/signing/folder_journal.hpp>
#include <rubrica/signing/sender.hpp>

#include <chrono>
#include <cstdio>
#include <string>

using namespace rubrica;
using namespace rubrica_bench;

namespace {

template <class Work> double wall_milliseconds(Work const& work) {
  auto const begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

int main(int argc, char** argv) {
  bool const check = checked(argc, argv);
  int const rounds = check ? 101 : 401;
  rubrica_test::temporary_folder const folder;
  rubrica_test::sandboxed box;
  auto const journal = signing::folder_journal::open(folder.path("sendings")).value();
  signing::sender const with(box.client, journal);
  signing::sender const without(box.client);
  auto const request = rubrica_test::request_with_signers(3);
  auto const sent_by = [&](signing::sender const& one) {
    return wall_milliseconds([&] { must(one.send(request).has_value(), "a request was not sent"); });
  };
  std::string const stored(8 * 1024, 'x'); // about what a sending takes in the journal
  auto const one_file = [&] {
    return wall_milliseconds([&] {
      auto file = detail::atomic_file::create(folder.path("file"));
      must(file && file->write(stored) && file->commit(), "a file cannot be written");
    });
  };
  for (int i = 0; i < 10; ++i) sent_by(with), sent_by(without);

  std::vector<double> files;
  std::vector<double> plain;
  auto const pairs = in_pairs(
      rounds, [&] { return sent_by(with); },
      [&] {
        plain.push_back(sent_by(without));
        files.push_back(one_file());
        return 1.1 * plain.back() + files.back(); // what it may take
      });
  std::printf("with a journal %.3f ms, without %.3f ms, one durable file %.3f ms\n", median(pairs.ours), median(plain),
              median(files));
  bool const fine = report("a sending with a journal, of 1.1 x without and a file", median(pairs.ratios), 1.0, "x");
  return check && !fine ? 1 : 0;
}
