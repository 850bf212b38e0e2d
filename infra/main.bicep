// For azd only: a resource group around the one source, azuredeploy.json. Change nothing else here.
targetScope = 'subscription'

@description('Such as staging or production; part of every name.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('A region that has Flex Consumption.')
param location string

@description('Who hears of the budget.')
param alertEmail string

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
    geminiApiKey: geminiApiKey
    moderatorKeys: moderatorKeys
    operatorKeys: operatorKeys
    alertWebhookUrl: alertWebhookUrl
    alertWebhookSecret: alertWebhookSecret
    settings: settings
  }
}

output SPILLWAY_APP string = spillway.outputs.appName
output SPILLWAY_URL string = spillway.outputs.url
