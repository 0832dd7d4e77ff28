#include <rubrica/signing/progress.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

std::string_view to_string(wait_reason reason) {
  switch (reason) {
  case wait_reason::none: return "none";
  case wait_reason::lost_answer: return "lost_answer";
  case wait_reason::file_processing: return "file_processing";
  case wait_reason::other_sender: return "other_sender";
  case wait_reason::list_behind: return "list_behind";
  }
  return "none";
}

} // namespace signing
RUBRICA_END_NAMESPACE
