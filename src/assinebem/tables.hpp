#pragma once

#include "json/json_shapes.hpp"

#include <rubrica/assinebem/payloads.hpp>

// How the objects inside AssineBem's payloads are read, and the shapes of their oddities (assinebem §3).

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// `0`/`1` as a number or as text, or `true`/`false`. Other values say nothing.
struct flag {
  static void number(void* object, std::string_view text) {
    if (text == "0" || text == "1") as<std::optional<bool>>(object) = text == "1";
  }
  static void boolean(void* object, bool set) { as<std::optional<bool>>(object) = set; }
  static constexpr shape value = scalar_shape(&number, &number, &boolean);
};

/// A text, or a number that lost the zeros at its front.
struct cpf_text {
  static void number(void* object, std::string_view text) {
    constexpr std::size_t digits = 11;
    std::string zeros(text.size() < digits ? digits - text.size() : 0, '0');
    as<personal>(object) = personal(zeros.append(text));
  }
  static constexpr shape value = scalar_shape(&assign_text<personal>, &number);
};

/// An array of objects, or one object in its place. What is no object is left out.
template <class T> struct objects {
  static slot add(void* list) { return shape_of<T>::value.begin_object(&as<std::vector<T>>(list).emplace_back()); }
  static slot begin(void* list) { return {list, &value}; }
  static slot element(void* list) { return {list, &item}; }
  static constexpr shape item = object_shape(&add, nullptr);
  static constexpr shape value{nullptr, nullptr, nullptr, nullptr, &add, nullptr, &begin, &element, nullptr, nullptr};
};

template <auto Member> slot text_at(void* owner) {
  return at_as<Member, text_or_number<typename member_pointer<decltype(Member)>::value>>(owner);
}

/// An id, as a text or as a number. A placeholder is none.
template <class T> struct id_text {
  static void text(void* object, std::string_view text) {
    if (!is_placeholder(text)) as<T>(object) = T(text);
  }
  static void number(void* object, std::string_view number) { text(object, id_of_number(number)); }
  static constexpr shape value = scalar_shape(&text, &number);
};

template <auto Member> slot id_at(void* owner) {
  return at_as<Member, id_text<typename member_pointer<decltype(Member)>::value>>(owner);
}

template <> struct table_of<assinebem::party_signature> {
  using type = table_of;
  using owner = assinebem::party_signature;
  static constexpr json_member list[] = {
      {"dt_criado", at<&owner::created_at>},
      {"dt_visualizado", at<&owner::viewed_at>},
      {"dt_assinado", at<&owner::signed_at>},
      {"id_externo", id_at<&owner::party_id>},
      {"identificador_assinatura", id_at<&owner::signature_id>},
  };
};

template <> struct table_of<assinebem::delegate_details> {
  using type = table_of;
  using owner = assinebem::delegate_details;
  static constexpr json_member list[] = {
      {"nome", at<&owner::name>},
      {"cpf", at_as<&owner::cpf, cpf_text>},
      {"email", at<&owner::email>},
      {"ddd", text_at<&owner::area_code>},
      {"telefone", text_at<&owner::phone>},
      {"id_externo_slot", id_at<&owner::slot_id>},
      {"identificacao_parte", text_at<&owner::party_label>},
  };
};

template <> struct table_of<assinebem::attached_file> {
  using type = table_of;
  using owner = assinebem::attached_file;
  static constexpr json_member list[] = {
      {"id_documento_parte_anexo", id_at<&owner::id>},
      {"id_documento_parte", id_at<&owner::document_party_id>},
      {"id_doc_config_anexo", id_at<&owner::config_id>},
      {"id_status_doc_anexo", text_at<&owner::status>},
      {"nome_arquivo", at<&owner::name>},
      {"caminho_arquivo", at<&owner::untrusted_path>},
      {"dt_criacao", at<&owner::created_at>},
      {"descricao_status_documento_anexo", at<&owner::status_text>},
  };
};

template <> struct table_of<assinebem::attachment> {
  using type = table_of;
  using owner = assinebem::attachment;
  static constexpr json_member list[] = {
      {"identificacao", text_at<&owner::name>},       {"label", at<&owner::label>},
      {"obrigatorio", at_as<&owner::required, flag>}, {"posicao", text_at<&owner::position>},
      {"limite_arquivos", at<&owner::file_limit>},    {"arquivos", at_as<&owner::files, objects<assinebem::attached_file>>},
  };
};

} // namespace detail
RUBRICA_END_NAMESPACE
