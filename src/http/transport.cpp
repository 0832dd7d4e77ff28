#include <rubrica/http/transport.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

transport::~transport() = default;

} // namespace http
RUBRICA_END_NAMESPACE
