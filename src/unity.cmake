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
# Not together: cancel and document_event instantiate methods of envelope's class, which clang takes behind the class only.
rubrica_unity(client_1 clicksign/acceptance_term clicksign/access_control_list clicksign/async_client
  clicksign/auto_signature_term clicksign/bulk_requirement clicksign/cancel clicksign/client clicksign/folder clicksign/group)
rubrica_unity(client_2 clicksign/document clicksign/document_event clicksign/download clicksign/ensure_webhook
  clicksign/membership clicksign/notification clicksign/oauth_account)
rubrica_unity(client_3 clicksign/envelope clicksign/envelope_bulk_creation clicksign/pages clicksign/raw
  clicksign/webhook_endpoint clicksign/requirement)
rubrica_unity(client_4 clicksign/signer clicksign/template clicksign/template_field clicksign/user clicksign/watcher)
rubrica_unity(client_5 clicksign/protocol/api_error clicksign/protocol/credentials clicksign/protocol/file_check
  clicksign/protocol/hidden_values clicksign/protocol/json_api clicksign/protocol/service_texts clicksign/protocol/session
  clicksign/protocol/setup_advice clicksign/protocol/unknowns clicksign/protocol/upload_body)
rubrica_unity(curl_1 http/curl/curl_attempt http/curl/curl_global http/curl/curl_handles http/curl/curl_pool http/curl/curl_url http/file
  http/curl/tls_store)
rubrica_unity(curl_2 http/curl/curl_error http/curl/curl_handle http/curl/curl_headers http/curl/curl_transfer crypto/digest_stream
  http/curl/sigpipe)
rubrica_unity(http_1 http/retry/back_off http/curl_transport http/log_observer http/quota/quota_slot http/quota/rate_window http/quota/call_queue)
rubrica_unity(http_2 http/retry/call_report http/curl/curl_engine http/curl/async_call http/observer http/request)
rubrica_unity(http_3 http/retry/call_policy http/retry/retry_machine http/headers http/pipeline http/retry)
rubrica_unity(http_4 http/quota/call_spacing http/time/http_date http/quota http/time/retry_after http/time/server_clock http/transport)
rubrica_unity(signing_1 signing/br_identifiers signing/sending/reconcile signing/sender)
rubrica_unity(signing_2 signing/preflight/file_name signing/rules signing/envelope_progress)
rubrica_unity(signing_3 signing/plan signing/sending/sending)
rubrica_unity(signing_4 signing/preflight signing/withdrawal)
rubrica_unity(sandbox_routes_1 sandbox/routes/acceptance sandbox/routes/auto_signature sandbox/routes/body sandbox/routes/bulk
  sandbox/routes/bulk_creations sandbox/routes/documents sandbox/routes/pages)
rubrica_unity(sandbox_routes_2 sandbox/routes/envelopes sandbox/routes/events sandbox/routes/folders sandbox/routes/groups
  sandbox/routes/lookup sandbox/routes/memberships sandbox/routes/resources)
rubrica_unity(sandbox_routes_3 sandbox/routes/new_requirement sandbox/routes/notifications sandbox/routes/requirements
  sandbox/routes/router sandbox/routes/schema sandbox/routes/signers)
rubrica_unity(sandbox_routes_4 sandbox/routes/templates sandbox/routes/users sandbox/routes/watchers sandbox/routes/webhooks)
rubrica_unity(sandbox_service_1 sandbox/service/acceptance sandbox/service/acceptance_lines sandbox/service/account_state
  sandbox/service/auto_signature sandbox/service/bulk_creations sandbox/service/events)
rubrica_unity(sandbox_service_2 sandbox/service/lifecycle sandbox/service/links sandbox/service/notices
  sandbox/service/requirement_rules sandbox/service/scheduler)
rubrica_unity(sandbox_server_1 sandbox/server/api sandbox/server/controls sandbox/server/http_answer sandbox/server/http_request
  sandbox/server/workers sandbox/http/errors)
rubrica_unity(sandbox_server_2 sandbox/server/connection sandbox/server/server sandbox/http/faults sandbox/http/rate_limit)
rubrica_unity(sandbox_records sandbox/records/envelope_store sandbox/records/files sandbox/records/outbox
  sandbox/records/requirement_list sandbox/accounts/accounts sandbox/accounts/callback)
rubrica_unity(sandbox_formats_1 sandbox/formats/bytes sandbox/formats/docx sandbox/formats/ids sandbox/formats/text
  sandbox/formats/word_items)
rubrica_unity(sandbox_formats_2 sandbox/formats/word_template sandbox/formats/zip sandbox/accounts/media sandbox/accounts/storage)
