#!/usr/bin/env bash
# Once for each project: what must be there before the pipeline can run. See --help.
set -euo pipefail

usage() {
  cat <<'EOF'
usage: infra/bootstrap.sh --organization URL --project NAME --email ADDRESS [OPTION...]

Makes, for staging and for production: a resource group, an action group that mails ADDRESS,
an identity that deploys with the roles it needs in that group and nowhere else, a service
connection of Azure DevOps that uses it without any secret (workload identity federation),
and an environment, which for production asks for approval. Then the agent pool, and what to
run on the machine of an agent. What is there already is left as it is, so it can be run again.

  --organization URL   such as https://dev.azure.com/my-team
  --project NAME       the project in it
  --email ADDRESS      who hears of alerts
  --location REGION    a region with Flex Consumption (default: westeurope)
  --approver ID        who may approve production: the id of a user or group in Azure DevOps
  --pool NAME          the self-hosted agent pool (default: spillway)
  --dry-run            print every command instead of running it

Needs the Azure CLI with its extension azure-devops, signed in (az login, az devops login) as
somebody who may create role assignments in the subscription.
EOF
}

bad() {
  echo "bootstrap: $1" >&2
  exit 2
}

organization='' project='' email='' approver='' location=westeurope pool=spillway dry_run=false
while [[ $# -gt 0 ]]; do
  case $1 in
    --organization) organization=${2:-}; [[ -n $organization ]] || bad "--organization: a URL is missing"; shift ;;
    --project) project=${2:-}; [[ -n $project ]] || bad "--project: a name is missing"; shift ;;
    --email) email=${2:-}; [[ -n $email ]] || bad "--email: an address is missing"; shift ;;
    --location) location=${2:-}; [[ -n $location ]] || bad "--location: a region is missing"; shift ;;
    --approver) approver=${2:-}; [[ -n $approver ]] || bad "--approver: an id is missing"; shift ;;
    --pool) pool=${2:-}; [[ -n $pool ]] || bad "--pool: a name is missing"; shift ;;
    --dry-run) dry_run=true ;;
    --help | -h) usage; exit ;;
    *) bad "there is no option '$1'" ;;
  esac
  shift
done
[[ $organization == https://* ]] || { usage >&2; bad "--organization must be an https URL"; }
[[ -n $project ]] || bad "--project is missing"
[[ $email == *@* ]] || bad "--email must be an address"
$dry_run || command -v az >/dev/null || bad "the Azure CLI is needed: there is no az on PATH"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
devops=(--organization "$organization" --project "$project")

# Runs a command, or prints it.
run() {
  if $dry_run; then
    printf '%q ' "$@"
    echo
  else
    "$@" >/dev/null
  fi
}

# What a command tells; in a dry run the command is printed, and the name of what it would tell is told.
ask() {
  local name=$1
  shift
  if $dry_run; then
    { printf '%q ' "$@"; echo; } >&3
    echo "<$name>"
  else
    "$@"
  fi
}
exec 3>&1

# Is it there? In a dry run nothing is.
is_there() {
  if $dry_run; then
    { printf '%q ' "$@"; echo; } >&3
    return 1
  fi
  [[ -n $("$@" 2>/dev/null) ]]
}

# What is sent in a file; in a dry run it is shown.
file() {
  cat >"$folder/$1"
  if $dry_run; then sed 's/^/#   /' "$folder/$1" >&3; fi
  echo "$folder/$1"
}

say() { echo "# $1"; }

subscription=$(ask subscription az account show --query id -o tsv)
subscription_name=$(ask subscription-name az account show --query name -o tsv)
tenant=$(ask tenant az account show --query tenantId -o tsv)
project_id=$(ask project-id az devops project show --organization "$organization" --project "$project" --query id -o tsv)

deployer() {
  local group=$1 identity=$1-deploy scope principal role
  say "$group: an identity that deploys"
  run az identity create -g "$group" -n "$identity" -l "$location"
  principal=$(ask "principal-of-$identity" az identity show -g "$group" -n "$identity" --query principalId -o tsv)
  scope=/subscriptions/$subscription/resourceGroups/$group
  # The template assigns roles, which a contributor may not.
  for role in Contributor 'Role Based Access Control Administrator'; do
    run az role assignment create --assignee-object-id "$principal" \
      --assignee-principal-type ServicePrincipal --role "$role" --scope "$scope"
  done
}

connection() {
  local group=$1 identity=$1-deploy client endpoint issuer subject
  say "$group: a service connection without a secret"
  client=$(ask "client-of-$identity" az identity show -g "$group" -n "$identity" --query clientId -o tsv)
  if ! is_there az devops service-endpoint list "${devops[@]}" --query "[?name=='$group'].id" -o tsv; then
    endpoint=$(file "$group-endpoint.json" <<EOF
{
  "name": "$group",
  "type": "azurerm",
  "url": "https://management.azure.com/",
  "data": {
    "subscriptionId": "$subscription",
    "subscriptionName": "$subscription_name",
    "environment": "AzureCloud",
    "scopeLevel": "Subscription",
    "creationMode": "Manual"
  },
  "authorization": {
    "scheme": "WorkloadIdentityFederation",
    "parameters": { "tenantid": "$tenant", "serviceprincipalid": "$client" }
  },
  "serviceEndpointProjectReferences": [
    { "name": "$group", "projectReference": { "id": "$project_id", "name": "$project" } }
  ]
}
EOF
)
    run az devops service-endpoint create "${devops[@]}" --service-endpoint-configuration "$endpoint"
  fi
  issuer=$(ask "issuer-of-$group" az devops service-endpoint list "${devops[@]}" \
    --query "[?name=='$group'].authorization.parameters.workloadIdentityFederationIssuer" -o tsv)
  subject=$(ask "subject-of-$group" az devops service-endpoint list "${devops[@]}" \
    --query "[?name=='$group'].authorization.parameters.workloadIdentityFederationSubject" -o tsv)
  run az identity federated-credential create -g "$group" --identity-name "$identity" \
    --name azure-devops --issuer "$issuer" --subject "$subject" --audiences api://AzureADTokenExchange
}

environment() {
  local name=$1 body
  say "$name: an environment"
  if is_there az devops invoke --organization "$organization" --area distributedtask --resource environments \
    --route-parameters "project=$project" --api-version 7.1 --query "value[?name=='$name'].id" -o tsv; then
    return
  fi
  body=$(file "$name-environment.json" <<<"{ \"name\": \"$name\", \"description\": \"made by infra/bootstrap.sh\" }")
  run az devops invoke --organization "$organization" --area distributedtask --resource environments \
    --route-parameters "project=$project" --http-method POST --in-file "$body" --api-version 7.1
}

approval() {
  local name=$1 id body
  if [[ -z $approver ]]; then
    say "$name: no --approver given: add an approval to this environment by hand before the first run"
    return
  fi
  say "$name: approval before each deployment"
  id=$(ask "id-of-$name" az devops invoke --organization "$organization" --area distributedtask --resource environments \
    --route-parameters "project=$project" --api-version 7.1 --query "value[?name=='$name'].id" -o tsv)
  if is_there az devops invoke --organization "$organization" --area pipelinesChecks --resource configurations \
    --route-parameters "project=$project" --query-parameters "resourceType=environment" "resourceId=$id" \
    --api-version 7.1-preview --query "value[?type.name=='Approval'].id" -o tsv; then
    return
  fi
  body=$(file "$name-approval.json" <<EOF
{
  "type": { "id": "8c6f20a7-a545-4486-9777-f762fafe0d4d", "name": "Approval" },
  "settings": {
    "approvers": [{ "id": "$approver" }],
    "minRequiredApprovers": 1,
    "requesterCannotBeApprover": false,
    "instructions": "Read what would change, printed by the job before this one."
  },
  "resource": { "type": "environment", "id": "$id", "name": "$name" },
  "timeout": 10080
}
EOF
)
  run az devops invoke --organization "$organization" --area pipelinesChecks --resource configurations \
    --route-parameters "project=$project" --http-method POST --in-file "$body" --api-version 7.1-preview
}

for name in staging production; do
  group=spillway-$name
  say "$group: a resource group, and who hears of its alerts"
  run az group create -n "$group" -l "$location"
  run az monitor action-group create -g "$group" -n "$group" --short-name spillway --action email operators "$email"
  deployer "$group"
  connection "$group"
  environment "$group"
done
approval spillway-production

say "the agent pool, for machines of your own"
if ! is_there az pipelines pool list --organization "$organization" --pool-name "$pool" --query '[].id' -o tsv; then
  body=$(file pool.json <<<"{ \"name\": \"$pool\", \"autoProvision\": true }")
  run az devops invoke --organization "$organization" --area distributedtask --resource pools \
    --http-method POST --in-file "$body" --api-version 7.1
fi
cat <<EOF
# On the machine of an agent (JDK 17 or newer, Maven, Node.js 20, Python 3, curl, shellcheck, Chromium
# and chromedriver, Azure CLI), in the folder of the agent's package:
#   ./config.sh --unattended --url $organization --auth pat --token TOKEN --pool $pool --agent \$(hostname) --acceptTeeEula
#   sudo ./svc.sh install && sudo ./svc.sh start
# Then make the pipeline:
#   az pipelines create ${devops[*]} --name spillway --yml-path azure-pipelines.yml --repository-type tfsgit --repository REPOSITORY --branch main
# and give it the variable SPILLWAY_ALERT_EMAIL, and the secrets GEMINI_API_KEY, SPILLWAY_MODERATOR_KEYS and
# SPILLWAY_OPERATOR_KEYS (name:key pairs, see docs/deploy.md) for its first run; where alerts are to be
# posted also SPILLWAY_ALERT_WEBHOOK_URL and SPILLWAY_ALERT_WEBHOOK_SECRET.
# Then, once, by hand: Pipelines > spillway > ... > Manage security: allow "$project Build Service
# (${organization##*/})" to "Retain indefinitely", or infra/retain.sh stops each production stage.
EOF
