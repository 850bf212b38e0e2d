# shellcheck shell=bash
# Shared by deploy.sh and release.sh, which source it: finds an environment's app, and repeats calls.
# Expects the function bad.

# again COMMAND...: runs it up to 6 times, 20 seconds apart. Right after a deployment the host and its
# deployment endpoint restart, and roles take minutes to spread.
again() {
  local try=1
  until "$@"; do
    if ((try == 6)); then
      echo "$(basename "$0" .sh): gave up after $try attempts: ${*:1:4}" >&2
      return 1
    fi
    echo "$(basename "$0" .sh): attempt $try of 6 failed, next one in 20 s" >&2
    sleep 20
    try=$((try + 1))
  done
}

# find_app GROUP: sets $app and $url. Asks for the app itself and not for the outputs of a deployment,
# which a failed deployment does not have.
find_app() {
  app=$(az functionapp list -g "$1" --query "[?tags.\"azd-service-name\"=='api'].name | [0]" -o tsv)
  [[ -n $app ]] || bad "there is no function app with the tag azd-service-name=api in $1"
  # shellcheck disable=SC2034
  url=$(az functionapp show -g "$1" -n "$app" --query "join('', ['https://', defaultHostName])" -o tsv)
}
