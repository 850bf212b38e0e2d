#!/usr/bin/env bash
# Stores a day of the audit trail as an immutable blob. See infra/export-audit.sh --help.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'EOF'
usage: infra/export-audit.sh ENVIRONMENT [--day YYYY-MM-DD]

Reads the audit trail of one day (UTC) from the app of resource group spillway-ENVIRONMENT and
stores it as DAY.jsonl in the container "audit" of its storage account, which keeps it unchanged
for the template's auditRetentionDays. A day that is stored already is left as it is, so it can be
run each night, for yesterday, by whatever scheduler you have.

  --day YYYY-MM-DD   the day (default: yesterday); it must be over

environment:
  SPILLWAY_KEY       a moderator's key (needed)

Needs the Azure CLI, signed in with the role Storage Blob Data Contributor on the
storage account. Exits with 0 when the day is stored, 1 when it is not, 2 for bad arguments.
EOF
}

bad() {
  echo "export-audit: $1" >&2
  exit 2
}

environment='' day=$(date -u -d yesterday +%F)
while [[ $# -gt 0 ]]; do
  case $1 in
    --day) day=${2:-}; [[ -n $day ]] || bad "--day: a day is missing"; shift ;;
    --help | -h) usage; exit ;;
    -*) bad "there is no option '$1'" ;;
    *) [[ -z $environment ]] || bad "one environment is enough"; environment=$1 ;;
  esac
  shift
done
[[ -n $environment ]] || { usage >&2; bad "an environment is missing"; }
if [[ ! $day =~ ^20[0-9]{2}-[01][0-9]-[0-3][0-9]$ ]] || ! date -u -d "$day" >/dev/null 2>&1; then
  bad "--day must be a day as YYYY-MM-DD"
fi
[[ $day < $(date -u +%F) ]] || bad "--day must be over: $day is not"
[[ -n ${SPILLWAY_KEY:-} ]] || bad "SPILLWAY_KEY must be a moderator's key"
command -v az >/dev/null || bad "the Azure CLI is needed: there is no az on PATH"

group=spillway-$environment
# shellcheck source=infra/app.sh
source "$here/app.sh"
find_app "$group"
account=$(az storage account list -g "$group" --query '[0].name' -o tsv)
blob=(--account-name "$account" --container-name audit --name "$day.jsonl" --auth-mode login)
if [[ $(az storage blob exists "${blob[@]}" --query exists -o tsv) == true ]]; then
  echo "export-audit: $day is stored already"
  exit
fi
trail=$(mktemp) page=$(mktemp) headers=$(mktemp)
trap 'rm -f "$trail" "$page" "$headers"' EXIT
question="from=${day}T00:00:00Z&to=$(date -u -d "$day + 1 day" +%F)T00:00:00Z&limit=200"
cursor=''
while true; do
  # The key goes by no argument, which every user of this machine could read.
  status=$(curl -sS --max-time 60 -H @- -o "$page" -D "$headers" -w '%{http_code}' \
    "$url/api/audit?$question${cursor:+&cursor=$cursor}" \
    < <(printf 'x-spillway-key: %s\n' "$SPILLWAY_KEY")) || status=000
  if [[ $status != 200 ]]; then
    echo "export-audit: $day could not be read: HTTP $status" >&2
    exit 1
  fi
  cat "$page" >>"$trail"
  cursor=$(tr -d '\r' <"$headers" | sed -n 's/^[Nn]ext-[Cc]ursor: //p')
  [[ -n $cursor ]] || break
done
az storage blob upload "${blob[@]}" --file "$trail" --overwrite false --output none
echo "export-audit: $day is stored, $(wc -l <"$trail") lines"
