#include "signing/preflight/spelling.hpp"

#include "text/plain.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {

void spell_plainly(signer& one) {
  for (personal* value : {&one.name, &one.email, &one.mobile, &one.cpf, &one.birthday, &one.host.name, &one.host.email}) {
    *value = text::plain(value->reveal());
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
