#!/usr/bin/env bash
# Keeps this run of the pipeline, and with it its package. See infra/retain.sh --help.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: infra/retain.sh DAYS

Keeps the run of Azure Pipelines that calls it, with the package that it published, for DAYS
(1 to 3650), whatever the project's retention says: infra/rollback.sh can go back to it.
The pipeline's identity, "PROJECT Build Service (ORGANIZATION)", needs the permission "Retain
indefinitely" for this pipeline; see docs/deploy.md.

environment:
  SYSTEM_ACCESSTOKEN   $(System.AccessToken), which a pipeline must hand in
  the rest is set by Azure Pipelines
USAGE
}

bad() {
  echo "retain: $1" >&2
  exit 2
}

[[ ${1:-} != --help && ${1:-} != -h ]] || { usage; exit; }
if [[ $# -ne 1 || ! $1 =~ ^[1-9][0-9]{0,3}$ || $1 -gt 3650 ]]; then
  usage >&2
  bad "DAYS must be 1 to 3650"
fi
for name in SYSTEM_ACCESSTOKEN SYSTEM_COLLECTIONURI SYSTEM_TEAMPROJECTID SYSTEM_DEFINITIONID BUILD_BUILDID BUILD_REQUESTEDFORID; do
  [[ -n ${!name:-} ]] || bad "$name is missing"
done

lease='[{"daysValid":%d,"definitionId":%d,"runId":%d,"ownerId":"User:%s","protectPipeline":false}]'
# shellcheck disable=SC2059
body=$(printf "$lease" "$1" "$SYSTEM_DEFINITIONID" "$BUILD_BUILDID" "$BUILD_REQUESTEDFORID")
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
# The token goes by no argument, which every user of this machine could read.
status=$(printf 'Authorization: Bearer %s\n' "$SYSTEM_ACCESSTOKEN" \
  | curl -sS --max-time 30 -H @- -H 'Content-Type: application/json' -d "$body" -o "$answer" -w '%{http_code}' \
    "$SYSTEM_COLLECTIONURI$SYSTEM_TEAMPROJECTID/_apis/build/retention/leases?api-version=7.1") || status=000
if [[ $status != 2?? ]]; then
  # Azure DevOps says whose permission is missing, and which.
  echo "retain: run $BUILD_BUILDID could not be kept: HTTP $status $(head -c 600 "$answer")" >&2
  exit 1
fi
echo "retain: run $BUILD_BUILDID is kept for $1 days"
