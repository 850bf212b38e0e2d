#!/usr/bin/env bash
# Puts the package back that worked before. See infra/rollback.sh --help.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'EOF'
usage: infra/rollback.sh ENVIRONMENT PACKAGE.zip
       infra/rollback.sh ENVIRONMENT --run ID --organization URL --project NAME

Puts an earlier package on the app of resource group spillway-ENVIRONMENT and runs
infra/smoke.sh against it: a package at hand with version.txt beside it, or the one that
run ID of the pipeline retained ("az pipelines runs list --result succeeded" lists them).

Queues, orchestrations under way and data stay as they are: what waits is done by the code
that is put back. Exits with 0 when the smoke test passed, 1 when anything failed.
EOF
}

bad() {
  echo "rollback: $1" >&2
  exit 2
}

environment='' package='' run='' organization='' project=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --run) run=${2:-}; [[ -n $run ]] || bad "--run: an id is missing"; shift ;;
    --organization) organization=${2:-}; [[ -n $organization ]] || bad "--organization: a URL is missing"; shift ;;
    --project) project=${2:-}; [[ -n $project ]] || bad "--project: a name is missing"; shift ;;
    --help | -h) usage; exit ;;
    -*) bad "there is no option '$1'" ;;
    *) if [[ -z $environment ]]; then environment=$1; elif [[ -z $package ]]; then package=$1; else bad "too many arguments"; fi ;;
  esac
  shift
done
[[ -n $environment && -n $package$run ]] || { usage >&2; bad "an environment, and a package or a run, are needed"; }
command -v az >/dev/null || bad "the Azure CLI is needed: there is no az on PATH"
if [[ -n $run ]]; then
  [[ -n $organization && -n $project ]] || bad "--run needs --organization and --project"
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  az pipelines runs artifact download --organization "$organization" --project "$project" \
    --run-id "$run" --artifact-name package --path "$folder" >/dev/null
  package=$folder/spillway.zip
fi
[[ -f $package ]] || bad "there is no package $package: a first deployment has nothing to go back to"
echo "rollback: $environment"
"$here/release.sh" "$environment" "$package"
