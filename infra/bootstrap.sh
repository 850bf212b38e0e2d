#!/usr/bin/env bash
# Once for each project: what must be there before the pipeline can run. See --help.
set -euo pipefail

usage() {
  cat <<'EOF'
usage: infra/bootstrap.sh --organization URL --project NAME --email ADDRESS [OPTION...]

Registers the resource providers that infra/azuredeploy.json uses. Then, for staging and for
production: a resource group, an action group that mails ADDRESS, an identity that deploys into
that group and may assign only the roles of the template there, a service connection of Azure
DevOps that uses it without any secret (workload identity federation), and an environment. For
production also an identity and a connection that can only read, for the preview. Every
connection and the agent pool are for the branch main only; production's connection asks for
approval. Prints the remaining steps. What is there already is left as it is, so it can be run
again.

  --organization URL   such as https://dev.azure.com/my-team
  --project NAME       the project in it
  --email ADDRESS      who hears of alerts
  --location REGION    a region with Flex Consumption (default: westeurope)
  --approver ID        user or group of Azure DevOps, by its id, that approves production; the person who
                       started a run cannot approve it
  --pool NAME          the self-hosted agent pool that deploys (default: spillway); pull requests
                       run on NAME-pr
  --dry-run            print every command instead of running it

Needs the Azure CLI with its extension azure-devops, signed in (az login, az devops login) as
an Owner of the subscription: it registers providers, and makes role assignments and a role.
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

# A name as a JSON string.
json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

subscription=$(ask subscription az account show --query id -o tsv)
subscription_name=$(ask subscription-name az account show --query name -o tsv)
tenant=$(ask tenant az account show --query tenantId -o tsv)
project_id=$(ask project-id az devops project show --organization "$organization" --project "$project" --query id -o tsv)

# The roles that infra/azuredeploy.json assigns, and no other: Storage Blob Data Owner, Storage Queue
# Data Contributor, Storage Table Data Contributor, Key Vault Secrets User, Monitoring Metrics Publisher.
assignable='b7e6dc6d-f1e8-4753-8033-0f276bb0955b, 974c5e8b-45b9-4653-ba55-5f855dd0fb88, 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3, 4633458b-17de-408a-b874-0445c86b69e6, 3913510d-42f4-4e42-8a64-420c390055eb'
condition="((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {$assignable} AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'})) AND ((!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {$assignable}))"

# Sets $principal and $scope.
identity() {
  local group=$1 identity=$2
  run az identity create -g "$group" -n "$identity" -l "$location"
  principal=$(ask "principal-of-$identity" az identity show -g "$group" -n "$identity" --query principalId -o tsv)
  scope=/subscriptions/$subscription/resourceGroups/$group
}

deployer() {
  say "$1: an identity that deploys"
  identity "$1" "$1-deploy"
  run az role assignment create --assignee-object-id "$principal" \
    --assignee-principal-type ServicePrincipal --role Contributor --scope "$scope"
  # The template assigns roles, which a contributor may not; with this condition only its own.
  run az role assignment create --assignee-object-id "$principal" \
    --assignee-principal-type ServicePrincipal --role 'Role Based Access Control Administrator' --scope "$scope" \
    --condition-version 2.0 --condition "$condition"
}

previewer() {
  local role="Spillway Preview of $1" definition
  say "$1: an identity that reads, for the preview"
  identity "$1" "$1-preview"
  if ! is_there az role definition list --name "$role" --scope "$scope" --query '[].id' -o tsv; then
    definition=$(file "$1-preview-role.json" <<EOF
{
  "Name": "$role",
  "Description": "Reads a resource group, and asks for what a deployment would change in it.",
  "Actions": [
    "*/read",
    "Microsoft.Resources/deployments/validate/action",
    "Microsoft.Resources/deployments/whatIf/action"
  ],
  "AssignableScopes": ["$scope"]
}
EOF
)
    run az role definition create --role-definition "$definition"
  fi
  run az role assignment create --assignee-object-id "$principal" \
    --assignee-principal-type ServicePrincipal --role "$role" --scope "$scope"
}

# connection NAME GROUP IDENTITY
connection() {
  local name=$1 group=$2 identity=$3 client endpoint issuer subject
  say "$name: a service connection without a secret"
  client=$(ask "client-of-$identity" az identity show -g "$group" -n "$identity" --query clientId -o tsv)
  if ! is_there az devops service-endpoint list "${devops[@]}" --query "[?name=='$name'].id" -o tsv; then
    endpoint=$(file "$name-endpoint.json" <<EOF
{
  "name": $(json "$name"),
  "type": "azurerm",
  "url": "https://management.azure.com/",
  "data": {
    "subscriptionId": "$subscription",
    "subscriptionName": $(json "$subscription_name"),
    "environment": "AzureCloud",
    "scopeLevel": "Subscription",
    "creationMode": "Manual"
  },
  "authorization": {
    "scheme": "WorkloadIdentityFederation",
    "parameters": { "tenantid": "$tenant", "serviceprincipalid": "$client" }
  },
  "serviceEndpointProjectReferences": [
    { "name": $(json "$name"), "projectReference": { "id": "$project_id", "name": $(json "$project") } }
  ]
}
EOF
)
    run az devops service-endpoint create "${devops[@]}" --service-endpoint-configuration "$endpoint"
  fi
  issuer=$(ask "issuer-of-$name" az devops service-endpoint list "${devops[@]}" \
    --query "[?name=='$name'].authorization.parameters.workloadIdentityFederationIssuer" -o tsv)
  subject=$(ask "subject-of-$name" az devops service-endpoint list "${devops[@]}" \
    --query "[?name=='$name'].authorization.parameters.workloadIdentityFederationSubject" -o tsv)
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
  body=$(file "$name-environment.json" <<<"{ \"name\": $(json "$name"), \"description\": \"made by infra/bootstrap.sh\" }")
  run az devops invoke --organization "$organization" --area distributedtask --resource environments \
    --route-parameters "project=$project" --http-method POST --in-file "$body" --api-version 7.1
}

# check TYPE ID NAME KIND BODY: a check of a resource, unless it has one of this kind.
check() {
  local type=$1 id=$2 name=$3 kind=$4 body=$5
  if is_there az devops invoke --organization "$organization" --area pipelinesChecks --resource configurations \
    --route-parameters "project=$project" --query-parameters "resourceType=$type" "resourceId=$id" \
    --api-version 7.1-preview --query "value[?type.name=='$kind'].id" -o tsv; then
    return
  fi
  body=$(file "$name-${kind// /-}.json" <<<"$body")
  run az devops invoke --organization "$organization" --area pipelinesChecks --resource configurations \
    --route-parameters "project=$project" --http-method POST --in-file "$body" --api-version 7.1-preview
}

# main_only TYPE ID NAME: only runs of main may use a resource, and only while main has policies. Without
# this a pipeline on any branch could name any connection.
main_only() {
  local type=$1 id=$2 name=$3
  say "$name: for the branch main only"
  check "$type" "$id" "$name" 'Task Check' "$(cat <<EOF
{
  "type": { "id": "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7", "name": "Task Check" },
  "settings": {
    "displayName": "Branch control",
    "definitionRef": { "id": "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b", "name": "evaluatebranchProtection", "version": "0.0.1" },
    "inputs": { "allowedBranches": "refs/heads/main", "ensureProtectionOfBranch": "true", "allowUnknownStatusBranch": "false" },
    "retryInterval": 5
  },
  "resource": { "type": "$type", "id": "$id", "name": $(json "$name") },
  "timeout": 1440
}
EOF
)"
}

connection_id() {
  ask "id-of-$1" az devops service-endpoint list "${devops[@]}" --query "[?name=='$1'].id" -o tsv
}

# approval NAME ID: of a service connection, since that is what opens the resource group; an approval on
# the environment alone is passed by a job that names no environment.
approval() {
  local name=$1 id=$2
  if [[ -z $approver ]]; then
    say "$name: no --approver given: add an approval to this service connection by hand before the first run"
    return
  fi
  say "$name: approval before each use"
  check endpoint "$id" "$name" Approval "$(cat <<EOF
{
  "type": { "id": "8c6f20a7-a545-4486-9777-f762fafe0d4d", "name": "Approval" },
  "settings": {
    "approvers": [{ "id": $(json "$approver") }],
    "minRequiredApprovers": 1,
    "requesterCannotBeApprover": true,
    "instructions": "Read the log of the stage Preview: it lists the changes of the infrastructure."
  },
  "resource": { "type": "endpoint", "id": "$id", "name": $(json "$name") },
  "timeout": 10080
}
EOF
)"
}

agents() {
  local pool=$1 body
  say "$pool: an agent pool, for machines of your own"
  if ! is_there az pipelines pool list --organization "$organization" --pool-name "$pool" --query '[].id' -o tsv; then
    body=$(file "$pool-pool.json" <<<"{ \"name\": $(json "$pool"), \"autoProvision\": true }")
    run az devops invoke --organization "$organization" --area distributedtask --resource pools \
      --http-method POST --in-file "$body" --api-version 7.1
  fi
}

say "the resource providers of the template"
for provider in Web Storage DocumentDB KeyVault OperationalInsights Insights AlertsManagement ManagedIdentity Consumption; do
  run az provider register --namespace "Microsoft.$provider" --wait
done

for name in staging production; do
  group=spillway-$name
  say "$group: a resource group, and an action group for its alerts"
  run az group create -n "$group" -l "$location"
  run az monitor action-group create -g "$group" -n "$group" --short-name spillway --action email operators "$email"
  deployer "$group"
  connection "$group" "$group" "$group-deploy"
  main_only endpoint "$(connection_id "$group")" "$group"
  environment "$group"
done
approval spillway-production "$(connection_id spillway-production)"
previewer spillway-production
connection spillway-production-preview spillway-production spillway-production-preview
main_only endpoint "$(connection_id spillway-production-preview)" spillway-production-preview
agents "$pool"
main_only queue "$(ask "queue-of-$pool" az pipelines queue list "${devops[@]}" --queue-name "$pool" --query '[0].id' -o tsv)" "$pool"
agents "$pool-pr"
cat <<EOF
# On the machine of an agent (JDK 17, and JDK 25 in the folder that the pipeline's parameter jdk25 names,
# Maven, Node.js 20, Python 3, curl, shellcheck, Chromium and chromedriver, .NET 8 for the coverage report,
# Azure CLI 2.76 or newer), in the folder of the agent's package:
#   ./config.sh --unattended --url $organization --auth pat --token TOKEN --pool $pool --agent \$(hostname) --acceptTeeEula
#   sudo ./svc.sh install && sudo ./svc.sh start
# On another machine, without the Azure CLI and best thrown away after each job (--once), the same with
# --pool $pool-pr: it runs what pull requests bring.
# Make the pipelines, without a first run:
#   az pipelines create ${devops[*]} --name spillway --yml-path azure-pipelines.yml --repository-type tfsgit --repository REPOSITORY --branch main --skip-first-run true
#   az pipelines create ${devops[*]} --name spillway-pr --yml-path azure-pipelines-pr.yml --repository-type tfsgit --repository REPOSITORY --branch main --skip-first-run true
# Give the first one its variables, the others with --secret true:
#   az pipelines variable create ${devops[*]} --pipeline-name spillway --name SPILLWAY_ALERT_EMAIL --value $email
#   GEMINI_API_KEY, SPILLWAY_MODERATOR_KEYS, SPILLWAY_OPERATOR_KEYS (name:key pairs, see docs/deploy.md),
#   to post alerts SPILLWAY_ALERT_WEBHOOK_URL and SPILLWAY_ALERT_WEBHOOK_SECRET, and for webhooks of
#   platforms SPILLWAY_TWITCH_SECRETS and SPILLWAY_KOFI_STREAMS (docs/sources.md).
# Let pull requests into main only when they pass. The checks above demand that main has such a policy:
#   az repos policy build create ${devops[*]} --repository-id ID --branch main --build-definition-id ID-OF-SPILLWAY-PR --display-name spillway-pr --blocking true --enabled true --manual-queue-only false --queue-on-source-update-only false --valid-duration 0
# Allow, once, by hand: Pipelines > spillway > ... > Manage security: allow "$project Build Service
# (${organization##*/})" to "Retain indefinitely", or infra/retain.sh stops each production stage.
# Run it: az pipelines run ${devops[*]} --name spillway --branch main
# The first run of each stage waits for "Permit" at its pool, connections and environment: press it on
# the run's page.
EOF
