#!/usr/bin/env bash
# Asks a running Spillway whether it works, as its users would. See infra/smoke.sh --help.
set -euo pipefail

usage() {
  cat <<'EOF'
usage: infra/smoke.sh URL [OPTION...]

Checks the deployment at URL, such as https://APP.azurewebsites.net, from outside:
  health with the expected version, a message in and out, an event to the stats,
  and a bad request refused by name.

  --version V   the build that must answer; without it any version will do
  --wait N      seconds to wait for health and for the stats each (default: 60)

environment:
  SPILLWAY_FUNCTION_KEY   function key, where the platform asks for one

Exits with 0 when all is well, 1 when a check failed, 2 for bad arguments.
EOF
}

bad() {
  echo "smoke: $1" >&2
  exit 2
}

url='' version='' wait=60
while [[ $# -gt 0 ]]; do
  case $1 in
    --version) version=${2:-}; [[ -n $version ]] || bad "--version: a version is missing"; shift 2 ;;
    --wait) wait=${2:-}; [[ -n $wait ]] || bad "--wait: seconds are missing"; shift 2 ;;
    --help | -h) usage; exit ;;
    -*) bad "there is no option '$1'" ;;
    *) [[ -z $url ]] || bad "one URL is enough"; url=${1%/}; shift ;;
  esac
done
[[ $url =~ ^https?:// ]] || { usage >&2; bad "URL must begin with http:// or https://"; }
[[ $wait =~ ^[0-9]{1,4}$ ]] || bad "--wait must be 0 to 9999"

api=$url/api
stream=smoke-$(date +%s)-$$
body=$(mktemp)
trap 'rm -f "$body"' EXIT

# ask METHOD PATH [JSON]: sets $status, and $body is the answer's. 000 when there is none.
ask() {
  local options=(-sS --max-time 15 -o "$body" -w '%{http_code}' -X "$1" -H 'Accept: application/json')
  if [[ -n ${SPILLWAY_FUNCTION_KEY:-} ]]; then
    # Not as an argument, which every user of this machine could read.
    options+=(-H @-)
  fi
  if [[ $# -gt 2 ]]; then options+=(-H 'Content-Type: application/json' -d "$3"); fi
  : >"$body"
  # No pipe: where curl reads no header, it can end first, and printf would then fail the pipeline.
  status=$(curl "${options[@]}" "$api$2" 2>/dev/null \
    < <(printf 'x-functions-key: %s\n' "${SPILLWAY_FUNCTION_KEY:-}")) || status=000
}

has() {
  tr -d ' \n' <"$body" | grep -qF -- "$1"
}

# within SECONDS CHECK...: until the check holds, or the seconds are over.
within() {
  local end=$((SECONDS + 10#$1))
  shift
  until "$@"; do
    if ((SECONDS >= end)); then return 1; fi
    sleep 1
  done
}

passed() { echo "ok    $1"; }

failed() {
  echo "FAIL  $1" >&2
  echo "      last answer: HTTP $status $(head -c 300 "$body" | tr '\n' ' ')" >&2
  exit 1
}

is_well() {
  ask GET /health
  [[ $status == 200 ]] && { [[ -z $version ]] || has "\"version\":\"$version\""; }
}

is_counted() {
  ask GET "/streams/$stream/stats"
  [[ $status == 200 ]] && has '"followers":1,'
}

echo "smoke: $url${version:+, expecting version $version}"
within "$wait" is_well || failed "health answers 200${version:+ with version $version} within $wait s"
passed "health${version:+, version $version}"

ask POST "/streams/$stream/messages" '{"author":"smoke","text":"what a save!","messageId":"m-1"}'
[[ $status == 201 ]] || failed "a message is taken"
ask GET "/streams/$stream/messages"
{ [[ $status == 200 ]] && has '"messageId":"m-1"'; } || failed "the message is read back"
passed "a message in and out"

ask POST "/streams/$stream/events" '{"type":"follow","actor":"smoke","eventId":"e-1"}'
[[ $status == 202 ]] || failed "an event is taken"
within "$wait" is_counted || failed "the event is in the stats within $wait s"
passed "an event to the stats"

ask POST "/streams/$stream/messages" '{"author":"smoke"}'
{ [[ $status == 400 ]] && has '"text"'; } || failed "a bad request is refused with 400, naming the field"
passed "a bad request"
echo "smoke: all is well"
