#!/usr/bin/env bash
# Puts a package on an environment's app and asks it whether it works. See infra/release.sh --help.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'EOF'
usage: infra/release.sh ENVIRONMENT PACKAGE.zip [--version V]

Deploys PACKAGE.zip to the app of resource group spillway-ENVIRONMENT, and runs
infra/smoke.sh against it.

  --version V   the version that must answer after it; default: what version.txt beside
                the package says

Exits with 0 when the smoke test passed, 1 when anything failed.
EOF
}

bad() {
  echo "release: $1" >&2
  exit 2
}

environment='' package='' version=''
while [[ $# -gt 0 ]]; do
  case $1 in
    --version) version=${2:-}; [[ -n $version ]] || bad "--version: a version is missing"; shift ;;
    --help | -h) usage; exit ;;
    -*) bad "there is no option '$1'" ;;
    *) if [[ -z $environment ]]; then environment=$1; elif [[ -z $package ]]; then package=$1; else bad "too many arguments"; fi ;;
  esac
  shift
done
[[ -n $package ]] || { usage >&2; bad "an environment and a package are needed"; }
[[ -f $package ]] || bad "there is no package $package"
if [[ -z $version && -f $(dirname "$package")/version.txt ]]; then
  version=$(<"$(dirname "$package")/version.txt")
fi
command -v az >/dev/null || bad "the Azure CLI is needed: there is no az on PATH"

group=spillway-$environment
# shellcheck source=infra/app.sh
source "$here/app.sh"
find_app "$group"
echo "release: $package goes to $app${version:+, version $version}"
again az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package" --output none
read_key() {
  SPILLWAY_FUNCTION_KEY=$(az functionapp keys list -g "$group" -n "$app" --query functionKeys.default -o tsv)
  [[ -n $SPILLWAY_FUNCTION_KEY ]]
}
again read_key
export SPILLWAY_FUNCTION_KEY
"$here/smoke.sh" "$url" ${version:+--version "$version"} --wait 180
