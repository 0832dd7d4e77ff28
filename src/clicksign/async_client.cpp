#include <rubrica/clicksign/async_client.hpp>

#include "clicksign/protocol/prepared_call.hpp"
#include "clicksign/protocol/session.hpp"
#include "text/cleanse.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

class async_client::engine {
public:
  explicit engine(std::unique_ptr<http::curl_engine> given) : curl(std::move(given)) {}

  std::unique_ptr<http::curl_engine> curl;
};

async_client::async_client(client const& like, async_options const& options)
    : resources(like.shared()), engine_(std::make_unique<engine>(session_->make_engine(options.max_in_flight))) {}

async_client::~async_client() = default;

void async_client::begin(std::shared_ptr<prepared_call const> call, std::function<void(finished_call&)> done) {
  auto const& request = call->request;
  auto limits = request ? session_->context_for(*request, call->options) : http::context();
  engine_->curl->start(request, std::move(limits), [done = std::move(done)](result<http::call_response> answer) {
    finished_call ended{std::move(answer)};
    std::string none;
    detail::cleansed_at_end const guard(ended.answer ? ended.answer->body : none); // lists of webhooks contain their secrets
    done(ended);
  });
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
