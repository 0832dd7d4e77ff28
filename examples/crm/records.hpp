#pragma once

#include "database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

/// What documents may belong to.
enum class kind { contact, opportunity, project };

/// How the kind is stored, shown and addressed.
struct kind_words {
  crm::kind kind = kind::contact;
  char const* stored = "";
  char const* path = "";  ///< `contatos`
  char const* one = "";   ///< `Contato`
  char const* many = "";  ///< `Contatos`
  char const* fresh = ""; ///< `Novo contato`
  std::vector<char const*> categories{};
};

std::vector<kind_words> const& all_kinds();
kind_words const& words_of(kind value);
std::optional<kind> kind_at(std::string_view path);

/// A contact, an opportunity or a project.
struct record {
  long long number = 0;
  crm::kind kind = kind::contact;
  std::string title{};    ///< a contact's name
  std::string category{}; ///< of a contact `Prospect` or `Cliente`; else the stage
  std::string email{};    ///< of a contact
  std::string mobile{};   ///< of a contact
};

/// Its number.
long long add_record(soci::session& at, std::string const& tenant, record const& one);
std::vector<record> records(soci::session& at, std::string const& tenant, kind of);
/// Nothing when the tenant has no such record.
std::optional<record> record_of(soci::session& at, std::string const& tenant, long long number);

/// A contact takes part in an opportunity or a project.
void link(soci::session& at, std::string const& tenant, long long record, long long contact);
/// The contacts that are registered for a record; of a contact, itself.
std::vector<record> contacts_of(soci::session& at, std::string const& tenant, record const& one);

} // namespace crm
