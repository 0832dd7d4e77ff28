# Private helpers that every library uses. They are not exported, so each shared library has its own; static ones share core's.
set(detail_sources
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/base64.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/code_point.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/hmac.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/identifier.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_bind.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_keys.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_members.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_nlohmann.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_parse.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_place.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_room.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_token.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/json_writer.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/percent.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/utf8.cpp
)
function(rubrica_add_detail_sources name)
  if(BUILD_SHARED_LIBS OR name STREQUAL "core")
    target_sources(rubrica_${name} PRIVATE ${detail_sources})
    if(simdjson_FOUND)
      target_sources(rubrica_${name} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/detail/json_simdjson.cpp)
      target_link_libraries(rubrica_${name} PRIVATE simdjson::simdjson)
      target_compile_definitions(rubrica_${name} PRIVATE RUBRICA_HAVE_SIMDJSON)
    endif()
  endif()
endfunction()

rubrica_add_detail_sources(core)
target_sources(rubrica_core PRIVATE
  ${CMAKE_CURRENT_SOURCE_DIR}/core/clock.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/error.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/failure.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/id.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/loose_time.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/personal.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/secret.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/core/timestamp.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/assinebem/callback.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/assinebem/kinds.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/assinebem/parse.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/assinebem/reading.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/assinebem/security.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/callbacks/delivery.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/callbacks/path_form.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/callbacks/receive.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/callbacks/route.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/callbacks/router.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/callbacks/token_index.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/clicksign/webhook/body_spellings.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/clicksign/webhook/diagnose.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/clicksign/webhook/parse.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/clicksign/webhook/payload.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/clicksign/webhook/payloads.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/clicksign/webhook/verify.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/delivered_text.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/detail/form_field.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/aliases.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/keys.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/name.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/names.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/nodes.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/parse.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/unit.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/pacto/values.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_assinebem.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_changes.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_clicksign.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_facts.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_json.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_state.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/signing/history_timeline.cpp
)
