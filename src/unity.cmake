# Sources that RUBRICA_UNITY_BUILD compiles together. A source that is not named here is compiled alone: nothing needs to be
# done for a new one. When names of two sources clash, take one of them out of its group, or give the name its subject.
# sandbox/server/listener and sandbox/service/webhooks have members of unnamed namespaces, which g++ takes in a main source only.
function(rubrica_unity group)
  list(TRANSFORM ARGN APPEND .cpp OUTPUT_VARIABLE sources)
  list(TRANSFORM sources PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set_source_files_properties(${sources} PROPERTIES UNITY_GROUP ${group})
endfunction()

rubrica_unity(detail_1 crypto/base64 json/json_reader json/member_names json/json_parse json/json_token
  text/percent)
rubrica_unity(detail_2 crypto/hmac json/duplicate_key_check json/json_nlohmann json/json_location json/json_simdjson
  json/json_writer text/utf8)
rubrica_unity(core_1 callbacks/delivery callbacks/receive callbacks/router core/error core/id core/secret text/form_field)
rubrica_unity(core_2 callbacks/path_form callbacks/route core/clock core/failure core/personal core/timestamp)
rubrica_unity(assinebem_1 assinebem/callback assinebem/kinds assinebem/security)
rubrica_unity(assinebem_2 assinebem/parse assinebem/reading)
rubrica_unity(webhook_1 clicksign/webhook/body_spellings clicksign/webhook/diagnose clicksign/webhook/parse
  clicksign/webhook/payloads clicksign/webhook/verify)
rubrica_unity(pacto_1 pacto/aliases pacto/keys pacto/name pacto/names pacto/nodes pacto/parse pacto/unit pacto/values)
rubrica_unity(history_1 signing/history signing/history/assinebem signing/history/changes signing/history/clicksign
  signing/history/facts signing/history/json signing/history/state signing/history/timeline)
rubrica_unity(client_1 clicksign/acceptance_term clicksign/protocol/session)
rubrica_unity(client_2 clicksign/access_control_list clicksign/requirement)
rubrica_unity(client_3 clicksign/protocol/api_error clicksign/folder)
rubrica_unity(client_4 clicksign/async_client clicksign/group)
rubrica_unity(client_5 clicksign/auto_signature_term clicksign/oauth_account)
rubrica_unity(client_6 clicksign/bulk_requirement clicksign/membership)
rubrica_unity(client_7 clicksign/cancel clicksign/registered_webhook)
rubrica_unity(client_8 clicksign/client clicksign/signer)
rubrica_unity(client_9 clicksign/protocol/credentials clicksign/template)
rubrica_unity(client_10 clicksign/document clicksign/protocol/upload_body)
rubrica_unity(client_11 clicksign/document_event clicksign/pages)
rubrica_unity(client_12 clicksign/download clicksign/template_field)
rubrica_unity(client_13 clicksign/ensure_webhook clicksign/user)
rubrica_unity(client_14 clicksign/envelope clicksign/raw)
rubrica_unity(client_15 clicksign/envelope_bulk_creation clicksign/protocol/unknowns)
rubrica_unity(client_16 clicksign/protocol/json_api clicksign/watcher)
rubrica_unity(curl_1 http/curl/curl_attempt http/curl/curl_global http/curl/curl_handles http/curl/curl_pool http/curl/curl_url http/file
  http/curl/tls_store)
rubrica_unity(curl_2 http/curl/curl_error http/curl/curl_handle http/curl/curl_headers http/curl/curl_transfer crypto/digest_stream
  http/curl/sigpipe)
rubrica_unity(http_1 http/retry/back_off http/curl_transport http/log_observer http/quota/quota_turn http/quota/rate_window http/quota/waiting_calls)
rubrica_unity(http_2 http/retry/call_report http/curl/curl_engine http/curl/flight http/observer http/request)
rubrica_unity(http_3 http/retry/call_rules http/retry/exchange http/headers http/pipeline http/retry)
rubrica_unity(http_4 http/quota/call_spacing http/time/http_date http/quota http/time/retry_after http/time/server_clock http/transport)
rubrica_unity(signing_1 signing/brazil signing/sending/reconcile signing/sender)
rubrica_unity(signing_2 signing/preflight/file_name signing/rules signing/standing)
rubrica_unity(signing_3 signing/plan signing/sending/sending)
rubrica_unity(signing_4 signing/preflight signing/withdrawal)
