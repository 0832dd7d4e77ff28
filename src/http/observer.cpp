#include <rubrica/http/observer.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

observer::~observer() = default;

} // namespace http
RUBRICA_END_NAMESPACE
