#include <rubrica/http/observer.hpp>

namespace rubrica { inline namespace v0_1 { namespace http {

observer::~observer() = default;

}}} // namespace rubrica::v0_1::http
