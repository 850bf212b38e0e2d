// For azd only: a resource group around azuredeploy.json, which describes everything else.
targetScope = 'subscription'

@description('Such as staging or production; part of every name.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('A region that has Flex Consumption.')
param location string

@description('Address that is told of the budget.')
@minLength(3)
param alertEmail string

@description('First day of the month in which the budget began. Empty at the first provisioning; azd keeps the output of that for the next ones.')
param budgetStart string = ''

@description('Leave this to its default: only a default may ask for the time.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('Whether the vault holds them already: "true" or "false", as azd keeps the outputs of an earlier provisioning.')
param moderatorKeysInVault string = 'false'
param operatorKeysInVault string = 'false'
param alertWebhookInVault string = 'false'
param twitchSecretsInVault string = 'false'
param kofiStreamsInVault string = 'false'

@description('Kept in the vault only. Empty keeps the one that is there.')
@secure()
param geminiApiKey string = ''

@description('name:key pairs of moderators, see docs/deploy.md. Kept in the vault only.')
@secure()
param moderatorKeys string = ''

@description('The same for operators.')
@secure()
param operatorKeys string = ''

@description('Where alerts are posted, and what signs them. Kept in the vault only.')
@secure()
param alertWebhookUrl string = ''

@secure()
param alertWebhookSecret string = ''

@description('Secrets of Twitch EventSub, whose channels are in settings. Kept in the vault only.')
@secure()
param twitchSecrets string = ''

@description('Streams by verification tokens of Ko-fi. Kept in the vault only.')
@secure()
param kofiStreams string = ''

@description('Origins of other sites whose pages may call, such as https://chat.example.com.')
param corsOrigins array = []

@description('Further settings by their names in docs/deploy.md.')
param settings object = {}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'spillway-${environmentName}'
  location: location
  tags: { 'azd-env-name': environmentName }
}

module spillway 'azuredeploy.json' = {
  name: 'spillway'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    alertEmail: alertEmail
    budgetStart: empty(budgetStart) ? thisMonth : budgetStart
    moderatorKeysInVault: !empty(moderatorKeys) || toLower(moderatorKeysInVault) == 'true'
    operatorKeysInVault: !empty(operatorKeys) || toLower(operatorKeysInVault) == 'true'
    alertWebhookInVault: (!empty(alertWebhookUrl) && !empty(alertWebhookSecret)) || toLower(alertWebhookInVault) == 'true'
    twitchSecretsInVault: !empty(twitchSecrets) || toLower(twitchSecretsInVault) == 'true'
    kofiStreamsInVault: !empty(kofiStreams) || toLower(kofiStreamsInVault) == 'true'
    geminiApiKey: geminiApiKey
    moderatorKeys: moderatorKeys
    operatorKeys: operatorKeys
    alertWebhookUrl: alertWebhookUrl
    alertWebhookSecret: alertWebhookSecret
    twitchSecrets: twitchSecrets
    kofiStreams: kofiStreams
    corsOrigins: corsOrigins
    settings: settings
  }
}

output SPILLWAY_APP string = spillway.outputs.appName
output SPILLWAY_URL string = spillway.outputs.url
// azd writes outputs into its environment, from where main.parameters.json hands them in again.
output SPILLWAY_BUDGET_START string = spillway.outputs.budgetStart
output SPILLWAY_MODERATOR_KEYS_IN_VAULT string = string(spillway.outputs.moderatorKeysInVault)
output SPILLWAY_OPERATOR_KEYS_IN_VAULT string = string(spillway.outputs.operatorKeysInVault)
output SPILLWAY_ALERT_WEBHOOK_IN_VAULT string = string(spillway.outputs.alertWebhookInVault)
output SPILLWAY_TWITCH_SECRETS_IN_VAULT string = string(spillway.outputs.twitchSecretsInVault)
output SPILLWAY_KOFI_STREAMS_IN_VAULT string = string(spillway.outputs.kofiStreamsInVault)
