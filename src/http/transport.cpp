#include <rubrica/http/transport.hpp>

namespace rubrica { inline namespace v0_1 { namespace http {

transport::~transport() = default;

}}} // namespace rubrica::v0_1::http
