// Stored deliveries: each is read or refused with a reason. One that was read is stored in the same words again, has the same key,
// and can be replayed without a surprise.

#include "property.hpp"

#include <rubrica/callbacks/router.hpp>

using namespace rubrica;
using namespace rubrica_fuzz;

namespace {

callbacks::router const& table() {
  static callbacks::router const made = [] {
    callbacks::router router;
    for (auto const provider : {callbacks::provider::clicksign, callbacks::provider::assinebem, callbacks::provider::pacto}) {
      callbacks::route route;
      route.tenant = "acme";
      route.provider = provider;
      route.path_token = secret("tok");
      route.secrets = {secret("secret")};
      require(router.add(route).has_value(), "the table can be made");
    }
    return router;
  }();
  return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text = text_of(data, size);
  auto const read = callbacks::delivery::from_json(text);
  if (!read) {
    require_explained(read.error(), {errc::malformed, errc::limit_exceeded}, text);
    return 0;
  }
  std::string const stored = read->to_json();
  auto const again = callbacks::delivery::from_json(stored);
  require(again.has_value(), "what was stored can be read");
  require(again->raw() == read->raw(), "the body stays, byte for byte");
  require(again->to_json() == stored, "and it is stored in the same words");
  require(deduplication_key(*again) == deduplication_key(*read), "its key stays");
  auto const replayed = table().replay(*read);
  if (!replayed) {
    require(replayed.error().code == errc::invalid_argument || replayed.error().code == errc::unknown_route ||
                read->provider == callbacks::provider::pacto,
            "a replay fails for a reason that is documented");
    return 0;
  }
  require(replayed->raw() == read->raw() && replayed->verified == read->verified, "a replay changes neither body nor proof");
  return 0;
}
