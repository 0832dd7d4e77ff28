#pragma once

#include <rubrica/signing/journal.hpp>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A journal in a folder of its own: a file of JSON for each sending that has not ended, readable only for the owner. They hold what
/// signers sign and who they are: keep the folder like the contracts themselves.
///
/// Several processes of one machine may share the folder; a network file system must support `flock` and locks of single bytes. A
/// process that stops without a word, even by SIGKILL, leaves its sendings to the others at once; one that only stands still does so
/// when its time is over, and keeps nobody waiting but for the key that it is just writing: `not_ready` after two seconds.
///
///     auto journal = sign::folder_journal::open("/var/lib/crm/sendings").value();
///     sign::sender sender{client, journal};
///     auto resumed = sender.resume(); // once, when the program starts
class RUBRICA_EXPORT folder_journal final : public journal {
public:
  /// Creates the folder when it does not exist, in a folder that does. `file_error` says what the system refuses.
  static result<std::shared_ptr<folder_journal>> open(std::string const& path);
  ~folder_journal() override;

  /// Writes a file beside the old one, has the system put it on the disk, and puts it in the old one's place.
  result<void> save(sending const& one) override;
  result<void> claim(sending const& one, std::string const& former) override;
  result<std::optional<sending>> load(std::string const& key) override;
  /// The error of a file that is damaged, or was written by a later version, names the file, which stays where it is.
  result<std::vector<result<sending>>> load_open() override;
  result<void> forget(sending const& one) override;

private:
  class state;
  explicit folder_journal(std::unique_ptr<state> opened);
  std::unique_ptr<state> state_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
