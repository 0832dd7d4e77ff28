#include "unit/interop/asio_cases.hpp"

#include <rubrica/interop/boost_asio.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace boost_asio_test {

using namespace rubrica;
using namespace rubrica::clicksign;

TEST_CASE("a callback runs in the io_context of Boost that it is bound to", "[interop][socket]") {
  rubrica_test::callback_runs_in_context<boost::asio::io_context>([](auto& async, auto call, auto& context, auto done) {
    interop::boost_asio_start(async, std::move(call), boost::asio::bind_executor(context, std::move(done)));
  });
}

TEST_CASE("use_future gives a future of Boost.Asio", "[interop][socket]") {
  rubrica_test::sandboxed box;
  async_client async(box.client);
  auto later = interop::boost_asio_start(async, async.envelopes().list(), boost::asio::use_future);
  CHECK(later.get()->items.empty());
}

} // namespace boost_asio_test
