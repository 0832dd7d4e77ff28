#pragma once

#include "workflow/database/database.hpp"

#include <rubrica/http/permit_source.hpp>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The requests that all workers of one database may send to one account.
class database_permits final : public http::permit_source {
public:
  /// `account`: a digest, from which no token can be read.
  database_permits(std::shared_ptr<database> at, std::string account) : at_(std::move(at)), account_(std::move(account)) {}

  result<http::permits> reserve(std::int64_t window, int wanted, int limit) override;

private:
  std::shared_ptr<database> at_;
  std::string account_;
};

} // namespace workflow
RUBRICA_END_NAMESPACE
