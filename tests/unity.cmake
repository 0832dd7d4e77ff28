# As src/unity.cmake.
rubrica_unity(http_1 unit/http/curl/curl_engine_test unit/http/curl_transport_process_test unit/http/retry/exchange_test
  unit/http/headers_test unit/http/quota_test unit/http/retry_test unit/http/quota/waiting_calls_test)
rubrica_unity(sandbox_2 unit/sandbox/account_test unit/sandbox/fault_test unit/sandbox/foreign_client_test
  unit/sandbox/storage_test)
rubrica_unity(sandbox_3 unit/sandbox/auto_signature_test unit/sandbox/controls_test unit/sandbox/oauth_test
  unit/sandbox/template_documents_test unit/sandbox/webhooks_test)
rubrica_unity(clicksign_1 unit/clicksign/acceptance_term_test unit/clicksign/async_client_test
  unit/clicksign/envelope_bulk_creation_test unit/clicksign/oauth_account_test
  unit/clicksign/role_authentication_status_locale_test unit/clicksign/template_test unit/clicksign/protocol/unknowns_test)
rubrica_unity(clicksign_2 unit/clicksign/access_control_list_test unit/clicksign/document_test
  unit/clicksign/ensure_webhook_test unit/clicksign/membership_test unit/clicksign/notification_test
  unit/clicksign/signer_test)
rubrica_unity(clicksign_3 unit/clicksign/auto_signature_term_test unit/clicksign/envelope_test unit/clicksign/errors_test
  unit/clicksign/future_test unit/clicksign/registered_webhook_test unit/clicksign/template_field_test
  unit/clicksign/watcher_test)
rubrica_unity(clicksign_4 unit/clicksign/bulk_requirement_test unit/clicksign/call_options_test unit/clicksign/call_test
  unit/clicksign/client_test unit/clicksign/folder_test unit/clicksign/pages_test unit/clicksign/related_test)
rubrica_unity(clicksign_5 unit/clicksign/document_event_test unit/clicksign/event_query_test unit/clicksign/group_test
  unit/clicksign/raw_test unit/clicksign/requirement_test unit/clicksign/user_test)
