#!/usr/bin/env bash
# Shows and makes what an environment consists of. See infra/deploy.sh --help.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'EOF'
usage: infra/deploy.sh ENVIRONMENT [--what-if]

Brings resource group spillway-ENVIRONMENT to what infra/azuredeploy.json says, with
infra/azuredeploy.parameters.ENVIRONMENT.json. Shows what would change first; with
--what-if it stops there. Prints the app's name and URL as APP=... and URL=...

environment:
  SPILLWAY_ALERT_EMAIL   who hears of alerts and of the budget (needed)
  GEMINI_API_KEY, SPILLWAY_MODERATOR_KEYS, SPILLWAY_OPERATOR_KEYS,
  SPILLWAY_ALERT_WEBHOOK_URL, SPILLWAY_ALERT_WEBHOOK_SECRET,
  SPILLWAY_TWITCH_SECRETS, SPILLWAY_KOFI_STREAMS
                         put into the vault; without one the vault keeps what it has
EOF
}

bad() {
  echo "deploy: $1" >&2
  exit 2
}

environment='' only_what_if=false
while [[ $# -gt 0 ]]; do
  case $1 in
    --what-if) only_what_if=true ;;
    --help | -h) usage; exit ;;
    -*) bad "there is no option '$1'" ;;
    *) [[ -z $environment ]] || bad "one environment is enough"; environment=$1 ;;
  esac
  shift
done
[[ -n $environment ]] || { usage >&2; bad "an environment is missing"; }
parameters=$here/azuredeploy.parameters.$environment.json
[[ -f $parameters ]] || bad "there is no $parameters"
# Also stops the literal $(NAME) that a pipeline hands in for a variable that it does not have.
[[ ${SPILLWAY_ALERT_EMAIL:-} == *?@?* ]] || bad "SPILLWAY_ALERT_EMAIL must be the address that hears of alerts"
command -v az >/dev/null || bad "the Azure CLI is needed: there is no az on PATH"

group=spillway-$environment
# The key goes by a file that only we can read, not by an argument that everyone can.
secrets=$(mktemp)
trap 'rm -f "$secrets"' EXIT
action_group=$(az monitor action-group show -g "$group" -n "$group" --query id -o tsv 2>/dev/null || true)
# A budget cannot be moved to another start.
budget_start=$(az consumption budget show-with-rg -g "$group" --budget-name "$group" \
  --query timePeriod.startDate -o tsv 2>/dev/null || true)
# A pipeline hands in a variable that it does not have as $(NAME).
for name in GEMINI_API_KEY SPILLWAY_MODERATOR_KEYS SPILLWAY_OPERATOR_KEYS \
  SPILLWAY_ALERT_WEBHOOK_URL SPILLWAY_ALERT_WEBHOOK_SECRET \
  SPILLWAY_TWITCH_SECRETS SPILLWAY_KOFI_STREAMS; do
  if [[ ${!name:-} == "\$($name)" ]]; then unset "$name"; fi
done
# What was put into the vault once is taken from there ever after.
in_vault() {
  az deployment group show -g "$group" -n spillway \
    --query "properties.parameters.$1.value" -o tsv 2>/dev/null || true
}
webhook_in_vault=$(in_vault alertWebhookInVault)
if [[ ${webhook_in_vault,,} != true && -n ${SPILLWAY_ALERT_WEBHOOK_URL:-}${SPILLWAY_ALERT_WEBHOOK_SECRET:-} ]]; then
  [[ -n ${SPILLWAY_ALERT_WEBHOOK_URL:-} && -n ${SPILLWAY_ALERT_WEBHOOK_SECRET:-} ]] \
    || bad "SPILLWAY_ALERT_WEBHOOK_URL and SPILLWAY_ALERT_WEBHOOK_SECRET go together: the vault has neither yet"
fi
python3 - "$action_group" "${budget_start%%T*}" "$(in_vault moderatorKeysInVault)" \
  "$(in_vault operatorKeysInVault)" "$webhook_in_vault" "$(in_vault twitchSecretsInVault)" \
  "$(in_vault kofiStreamsInVault)" >"$secrets" <<'EOF'
import json, os, sys
action_group, budget_start, moderators, operators, webhook, twitch, kofi = sys.argv[1:]
values = {"alertEmail": os.environ["SPILLWAY_ALERT_EMAIL"], "actionGroupId": action_group}
if budget_start:
    values["budgetStart"] = budget_start
secrets = {
    "geminiApiKey": "GEMINI_API_KEY",
    "moderatorKeys": "SPILLWAY_MODERATOR_KEYS",
    "operatorKeys": "SPILLWAY_OPERATOR_KEYS",
    "alertWebhookUrl": "SPILLWAY_ALERT_WEBHOOK_URL",
    "alertWebhookSecret": "SPILLWAY_ALERT_WEBHOOK_SECRET",
    "twitchSecrets": "SPILLWAY_TWITCH_SECRETS",
    "kofiStreams": "SPILLWAY_KOFI_STREAMS",
}
for name, variable in secrets.items():
    if os.environ.get(variable):
        values[name] = os.environ[variable]
for name, first, before in (
    ("moderatorKeys", "moderatorKeys", moderators),
    ("operatorKeys", "operatorKeys", operators),
    ("alertWebhook", "alertWebhookUrl", webhook),
    ("twitchSecrets", "twitchSecrets", twitch),
    ("kofiStreams", "kofiStreams", kofi),
):
    values[name + "InVault"] = first in values or before.lower() == "true"
print(json.dumps({
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {name: {"value": value} for name, value in values.items()}}))
EOF
arguments=(--resource-group "$group" --template-file "$here/azuredeploy.json"
  --parameters "@$parameters" --parameters "@$secrets")

echo "deploy: what would change in $group"
# A preview runs by an identity that may read and no more, so it must not ask for rights to write.
validation=()
if $only_what_if; then validation=(--validation-level ProviderNoRbac); fi
az deployment group what-if "${arguments[@]}" "${validation[@]}"
if $only_what_if; then exit; fi

az deployment group create "${arguments[@]}" --name spillway --output none
# shellcheck source=infra/app.sh
source "$here/app.sh"
find_app "$group"
# Deployment by identity only, without user names and passwords. Flex Consumption has no FTP.
again az resource update --resource-group "$group" --namespace Microsoft.Web \
  --parent "sites/$app" --resource-type basicPublishingCredentialsPolicies --name scm \
  --set properties.allow=false --output none
# Who reads secrets, and who changes the database's account, is logged. Not what Storage is asked: its
# queues are polled, which would fill the day's quota of logs.
workspace=$(az resource show -g "$group" -n "$group" --resource-type Microsoft.OperationalInsights/workspaces --query id -o tsv)
diagnose() {
  local id
  id=$(az resource list -g "$group" --resource-type "$1" --query '[0].id' -o tsv)
  az monitor diagnostic-settings create --name spillway --resource "$id" --workspace "$workspace" \
    --logs "[{\"category\": \"$2\", \"enabled\": true}]" --output none
}
diagnose Microsoft.KeyVault/vaults AuditEvent
diagnose Microsoft.DocumentDB/databaseAccounts ControlPlaneRequests
echo "APP=$app"
echo "URL=$url"
