#pragma once

#include "core/out_of_memory.hpp"
#include "text/ascii.hpp"
#include "json/model_handlers.hpp"

#include <rubrica/assinebem/payloads.hpp>

#include <algorithm>

// Reads the objects in AssineBem's payloads, with their irregular values (assinebem §3).

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

using detail::as;
using detail::member;
using detail::member_as;
using detail::target;
using detail::value_handler;

/// `0`/`1` as a number or a string, or `true`/`false`. Other values are ignored.
struct flag {
  static void number(void* object, std::string_view text) {
    if (text == "0" || text == "1") as<std::optional<bool>>(object) = text == "1";
  }
  static void boolean(void* object, bool set) { as<std::optional<bool>>(object) = set; }
  static constexpr value_handler value = value_handler().on_string(&number).on_number(&number).on_boolean(&boolean);
};

/// A string, or a number that lost its leading zeros: `1234567890`, `1234567890.0` and `1.23456789e9` are one.
struct cpf_text {
  static void number(void* object, std::string_view text) {
    constexpr std::size_t digits = 11;
    std::string const whole = detail::id_of_number(text);
    std::string zeros(whole.size() < digits ? digits - whole.size() : 0, '0');
    as<personal>(object) = personal(zeros.append(whole));
  }
  static constexpr value_handler value = value_handler().on_string(&detail::assign_text<personal>).on_number(&number);
};

/// An array of objects; or one object instead, or an object whose members are numbered, which PHP writes for a list with gaps; or
/// any of these as JSON in a text. Other values are left out.
template <class T> struct objects {
  static target add(void* list) {
    return detail::object_of(detail::handler_of<T>::value, &as<std::vector<T>>(list).emplace_back());
  }
  static target one_or_numbered(void* list) { return {list, &value}; }
  static target member(void* list, std::string_view name, std::size_t& hint) {
    if (std::all_of(name.begin(), name.end(), &detail::is_digit)) return {list, &item};
    auto& read = as<std::vector<T>>(list);
    if (read.empty()) read.emplace_back();
    return detail::find_member(detail::handler_of<T>::value.members, &read.back(), name, hint);
  }
  static target begin(void* list) { return {list, &value}; }
  static target element(void* list) { return {list, &item}; }
  static void text(void* list, std::string_view text) {
    std::vector<T> read; // what is not JSON leaves nothing behind
    detail::json_limits limits;
    limits.duplicate_keys = false; // as in the body around it
    auto const done = detail::read_json(text, {&read, &unquoted}, limits);
    detail::require_memory(done);
    if (done) as<std::vector<T>>(list) = std::move(read);
  }
  static constexpr value_handler item = value_handler().on_object(&add);
  static constexpr value_handler unquoted =
      value_handler().on_object(&one_or_numbered).on_member(&member).on_array(&begin).on_element(&element);
  static constexpr value_handler value = unquoted.on_string(&text);
};

template <auto Member> target text_at(void* owner) {
  return member_as<Member, detail::text_or_number<typename detail::member_pointer<decltype(Member)>::value>>(owner);
}

/// A code of a table, as a string or a number; blanks around it mean nothing.
template <class T> struct code_text {
  static void text(void* object, std::string_view text) { as<T>(object) = T(detail::trimmed(text)); }
  static void number(void* object, std::string_view number) { text(object, detail::id_of_number(number)); }
  static constexpr value_handler value = value_handler().on_string(&text).on_number(&number);
};

template <auto Member> target code_at(void* owner) {
  return member_as<Member, code_text<typename detail::member_pointer<decltype(Member)>::value>>(owner);
}

/// An id, as a string or a number; blanks around it are not part of it. A placeholder counts as absent.
template <class T> struct id_text {
  static void text(void* object, std::string_view text) {
    if (!detail::is_placeholder(text)) as<T>(object) = T(detail::trimmed(text));
  }
  static void number(void* object, std::string_view number) { text(object, detail::id_of_number(number)); }
  static constexpr value_handler value = value_handler().on_string(&text).on_number(&number);
};

template <auto Member> target id_at(void* owner) {
  return member_as<Member, id_text<typename detail::member_pointer<decltype(Member)>::value>>(owner);
}

constexpr auto json_members(detail::tag<party_signature>) {
  return detail::member_list({
      {"dt_criado", member<&party_signature::created_at>},
      {"dt_visualizado", member<&party_signature::viewed_at>},
      {"dt_assinado", member<&party_signature::signed_at>},
      {"id_externo", id_at<&party_signature::party_id>},
      {"identificador_assinatura", id_at<&party_signature::signature_id>},
  });
}

constexpr auto json_members(detail::tag<delegate_details>) {
  return detail::member_list({
      {"nome", member<&delegate_details::name>},
      {"cpf", member_as<&delegate_details::cpf, cpf_text>},
      {"email", member<&delegate_details::email>},
      {"ddd", text_at<&delegate_details::area_code>},
      {"telefone", text_at<&delegate_details::phone>},
      {"id_externo_slot", id_at<&delegate_details::slot_id>},
      {"identificacao_parte", text_at<&delegate_details::party_label>},
  });
}

constexpr auto json_members(detail::tag<attached_file>) {
  return detail::member_list({
      {"id_documento_parte_anexo", id_at<&attached_file::id>},
      {"id_documento_parte", id_at<&attached_file::document_party_id>},
      {"id_doc_config_anexo", id_at<&attached_file::config_id>},
      {"id_status_doc_anexo", code_at<&attached_file::status>},
      {"nome_arquivo", member<&attached_file::name>},
      {"caminho_arquivo", member<&attached_file::untrusted_path>},
      {"dt_criacao", member<&attached_file::created_at>},
      {"descricao_status_documento_anexo", member<&attached_file::status_text>},
  });
}

constexpr auto json_members(detail::tag<attachment>) {
  return detail::member_list({
      {"identificacao", text_at<&attachment::name>},
      {"label", member<&attachment::label>},
      {"obrigatorio", member_as<&attachment::required, flag>},
      {"posicao", code_at<&attachment::position>},
      {"limite_arquivos", member<&attachment::file_limit>},
      {"arquivos", member_as<&attachment::files, objects<attached_file>>},
  });
}

} // namespace assinebem
RUBRICA_END_NAMESPACE
