#pragma once

#include "support/files/temporary_folder.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/mount.h>
#include <unistd.h>

namespace rubrica_test {

/// A file system of some megabytes in memory, which can be filled up. Only root can have one.
class small_disk {
public:
  explicit small_disk(int megabytes) {
    namespace fs = std::filesystem;
    fs::create_directory(path());
    fs::permissions(folder_.path(""), fs::perms(0755));
    std::string const how = "mode=0777,size=" + std::to_string(megabytes) + "m";
    is_there_ = ::mount("tmpfs", path().c_str(), "tmpfs", 0, how.c_str()) == 0;
  }
  ~small_disk() {
    if (is_there_) ::umount2(path().c_str(), MNT_DETACH);
  }
  small_disk(small_disk const&) = delete;
  small_disk& operator=(small_disk const&) = delete;

  [[nodiscard]] bool is_there() const { return is_there_; }
  [[nodiscard]] std::string path() const { return folder_.path("disk"); }

  void fill() const {
    std::ofstream out(path() + "/filler", std::ios::binary);
    std::string const block(4096, 'x');
    while (out.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void make_space() const { ::unlink((path() + "/filler").c_str()); }

private:
  temporary_folder folder_;
  bool is_there_ = false;
};

} // namespace rubrica_test
