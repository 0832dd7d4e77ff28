#include <rubrica/http/async_transport.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

async_transport::~async_transport() = default;

} // namespace http
RUBRICA_END_NAMESPACE
