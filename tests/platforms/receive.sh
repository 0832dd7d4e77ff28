#!/bin/sh
# usage: receive.sh RECEIVER...       programs of examples/receive that take a port
# Starts each, and posts a callback of ClickSign to it: with a wrong signature, and with the right one. Needs curl and openssl.
set -eu
body=$(cd "$(dirname "$0")/../data/webhooks" && pwd)/sign_v3.json
export CLICKSIGN_WEBHOOK_SECRET=wh-s3cret
hmac=sha256=$(openssl dgst -sha256 -hmac "$CLICKSIGN_WEBHOOK_SECRET" -r "$body" | cut -d ' ' -f 1)
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
port=${PORT:-18081}

# post HMAC: the status of the answer; 000 while nobody listens
post() {
  curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -H "Content-Hmac: $1" --data-binary "@$body" \
    "http://127.0.0.1:$port/api/rest/clicksign/TOKEN-DA-EMPRESA" || :
}
for receiver in "$@"; do
  program=$(cd "$(dirname "$receiver")" && pwd)/$(basename "$receiver")
  rm -f "$folder/deliveries.jsonl"
  (cd "$folder" && exec "$program" "$port") &
  server=$!
  tries=0
  until forged=$(post sha256=0) && [ "$forged" != 000 ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { echo "$(basename "$receiver") does not listen" >&2; exit 1; }
    sleep 0.1
  done
  right=$(post "$hmac")
  stored=$(wc -l < "$folder/deliveries.jsonl")
  kill "$server"
  wait "$server" || :
  server=
  echo "$(basename "$receiver"): forged $forged, signed $right, stored $stored"
  [ "$forged $right $stored" = "404 200 1" ] || exit 1
  port=$((port + 1))
done
