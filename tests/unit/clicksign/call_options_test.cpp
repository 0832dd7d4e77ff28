#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/call_options.hpp>

namespace call_options_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

/// Records the limits of a call; its answer is useless.
class noting_transport final : public http::transport {
public:
  result<http::response> send(http::request const&, http::context const& limits) override {
    seen.push_back(limits);
    return http::response{404, {}, {}};
  }
  std::vector<http::context> seen;
};

struct noted {
  std::shared_ptr<noting_transport> transport = std::make_shared<noting_transport>();
  clicksign::client client{options(transport)};

  static client_options options(std::shared_ptr<http::transport> transport) {
    client_options out;
    out.token = secret("t");
    out.transport = std::move(transport);
    out.timeout = std::chrono::seconds(7);
    out.upload_timeout = std::chrono::seconds(90);
    return out;
  }
};

} // namespace

TEST_CASE("a call has the client's time unless it names its own", "[clicksign][calls]") {
  noted box;
  auto const before = std::chrono::steady_clock::now();
  static_cast<void>(box.client.envelopes().get(envelope_id("e")));
  call_options options;
  options.timeout = std::chrono::hours(1);
  options.priority = http::priority::bulk;
  static_cast<void>(box.client.envelopes().get(envelope_id("e"), options));
  new_document file;
  file.filename = "a.pdf";
  file.bytes = "%PDF";
  static_cast<void>(box.client.documents().create(envelope_id("e"), file));
  auto const after = std::chrono::steady_clock::now();
  auto const& seen = box.transport->seen;
  REQUIRE(seen.size() == 3);
  auto const within = [&](http::context const& one, std::chrono::seconds time) {
    return one.deadline >= before + time && one.deadline <= after + time;
  };
  CHECK(within(seen[0], std::chrono::seconds(7)));
  CHECK(within(seen[1], std::chrono::hours(1)));
  CHECK(within(seen[2], std::chrono::seconds(90)));
  CHECK(seen[0].priority == http::priority::interactive);
  CHECK(seen[1].priority == http::priority::bulk);
}

TEST_CASE("a flag that was raised before ends the call before it is sent", "[clicksign][calls]") {
  noted box;
  call_options options;
  options.cancelled = std::make_shared<cancel_flag>(true);
  auto const refused = box.client.envelopes().get(envelope_id("e"), options);
  CHECK(refused.error().code == errc::cancelled);
  CHECK(refused.error().outcome == outcome::not_sent);
  CHECK(box.transport->seen.empty());
}

TEST_CASE("an upload tells how far it is", "[clicksign][calls][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  call_options options;
  options.on_upload = [&](std::uint64_t sent, std::uint64_t total) { told.emplace_back(sent, total); };
  new_document file;
  file.filename = "grande.txt";
  file.bytes = std::string(300'000, 'x');
  CHECK(box.client.documents().create(draft.envelope.id, file, options));
  REQUIRE_FALSE(told.empty());
  CHECK(told.back().first == told.back().second);
  CHECK(told.back().second > 400'000);
  for (std::size_t i = 1; i < told.size(); ++i) CHECK(told[i].first >= told[i - 1].first);
}

} // namespace call_options_test
