#include <rubrica/signing/sender.hpp>

#include "signing/flows.hpp"
#include "signing/preflight/file_name.hpp"
#include "signing/preparation.hpp"
#include "signing/sending/bulk.hpp"
#include "signing/sending/driver.hpp"
#include "signing/time_left.hpp"
#include "text/plain.hpp"

#include <rubrica/signing/preflight.hpp>

#include <exception>
#include <map>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

journal::~journal() = default;

sender::sender(clicksign::client client, std::shared_ptr<signing::journal> journal)
    : client_(std::move(client)), journal_(std::move(journal)) {}

namespace {

/// The plan of a request that may be sent.
result<plan> plan_for(clicksign::client const& client, request const& request, send_options const& options, bool has_journal) {
  auto checked = prepare(client, request, options, has_journal);
  if (!checked) return std::move(checked).error();
  if (auto may = make_now(client, may_replace(client, request.replaces, options)); !may) return std::move(may).error();
  return plan_of(*std::move(checked), options);
}

/// Nothing: the account has no bulk creation, and the single calls do the same.
std::optional<result<sent>> try_in_bulk(clicksign::client const& client, plan const& wanted, send_options const& options) {
  auto made = send_in_bulk(client, wanted, options);
  if (made || !is_without_bulk(made.error())) return made;
  return std::nullopt;
}

/// For who looks for what was sent: its names say all, and the files may be gone by now.
request without_contents(request of) {
  for (file& one : of.files) {
    if (one.path.empty() && one.bytes.empty()) continue; // ClickSign's own
    one.name = file_name_of(one);
    one.path.clear();
    one.bytes = "not read";
    one.check_content = false;
  }
  return of;
}

} // namespace

result<sent> sender::send(request const& request, send_options const& options) const {
  auto wanted = plan_for(client_, request, options, journal_ != nullptr);
  if (!wanted) return std::move(wanted).error();
  if (options.creation == creation::bulk) {
    if (auto made = try_in_bulk(client_, *wanted, options)) return *std::move(made);
  }
  auto one = new_run(client_, *std::move(wanted), options, journal_);
  if (!one) return std::move(one).error();
  driver(client_).carry_out(**one);
  return (*one)->take_result();
}

std::vector<result<sent>> sender::send_all(std::vector<request> const& requests, send_all_options const& options) const {
  std::vector<result<sent>> out(requests.size(), make_error(errc::cancelled, "it did not begin", outcome::not_sent));
  std::map<run const*, std::size_t> indices;
  std::size_t next = 0;
  std::exception_ptr thrown;
  auto const conclude = [&](std::size_t index, result<sent> ended) {
    out[index] = std::move(ended);
    if (!options.on_end || thrown) return;
    try {
      options.on_end(index, out[index]);
    } catch (...) { // those that are under way must not be left in their middle
      thrown = std::current_exception();
    }
  };
  auto const begin = [&]() -> std::unique_ptr<run> {
    while (next < requests.size() && !thrown) {
      std::size_t const index = next++;
      send_options each = options.each;
      each.priority = http::priority::bulk;
      each.key = index < options.keys.size() ? options.keys[index] : std::string();
      auto const may = refuse_bulk(each);
      auto wanted = may ? plan_for(client_, requests[index], each, journal_ != nullptr) : result<plan>(may.error());
      auto one =
          wanted ? new_run(client_, *std::move(wanted), each, journal_) : result<std::unique_ptr<run>>(std::move(wanted).error());
      if (one) {
        indices[one->get()] = index;
        return *std::move(one);
      }
      conclude(index, std::move(one).error());
    }
    return nullptr;
  };
  driver(client_).carry_out(options.under_way, begin, [&](run& ended) {
    std::size_t const index = indices[&ended];
    indices.erase(&ended);
    conclude(index, ended.take_result());
  });
  if (thrown) std::rethrow_exception(thrown);
  return out;
}

result<std::vector<resumed>> sender::resume(send_options const& options) const {
  if (journal_ == nullptr) return make_error(errc::invalid_argument, "there is no journal to resume from");
  auto open = journal_->load_open();
  if (!open) return std::move(open).error();
  std::vector<resumed> out;
  std::size_t next = 0;
  auto const begin = [&]() -> std::unique_ptr<run> {
    for (; next < open->size(); ++next) {
      if ((*open)[next]) return resumed_run(client_, *std::move((*open)[next++]), options, journal_);
      out.push_back(not_resumed(std::move((*open)[next]).error()));
    }
    return nullptr;
  };
  driver(client_).carry_out(static_cast<int>(open->size()), begin,
                            [&](run& ended) { out.push_back(resumed_of(ended, ended.take_result())); });
  return out;
}

result<sent> sender::find(request const& request, std::string const& key, clicksign::call_options const& options) const {
  auto const find_called = [&](signing::request called) -> result<sent> {
    auto checked = preflight(std::move(called), calendar_of(client_));
    if (!checked) return std::move(checked).error();
    return find_bulk(client_, make_plan(*std::move(checked), key), options);
  };
  signing::request const known = without_contents(request);
  auto found = find_called(named_for_key(known));
  bool const is_elsewhere = !found && found.error().code == errc::not_ready && text::one_line(known.name).empty();
  return is_elsewhere ? find_called(known) : found; // the key may be one that was drawn
}

} // namespace signing
RUBRICA_END_NAMESPACE
