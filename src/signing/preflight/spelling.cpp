#include "signing/preflight/spelling.hpp"

#include "text/plain.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {

signer plainly_spelled(signer one) {
  for (personal* value : {&one.name, &one.email, &one.mobile, &one.cpf, &one.birthday, &one.host.name, &one.host.email}) {
    *value = text::plain(value->reveal());
  }
  return one;
}

} // namespace signing
RUBRICA_END_NAMESPACE
