package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mutation tests of template and pipeline: removing a guard fails the rule for that guard. Each row
 * has the text, its replacement and the rule.
 */
class MutationsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          "disableLocalAuth": true,            | "disableLocalAuth": false,           | every_account_refuses_keys
          { "disableLocalAuth": true }         | { "disableLocalAuth": false }        | every_account_refuses_keys
          "DisableLocalAuth": true             | "DisableLocalAuth": false            | every_account_refuses_keys
          "allowSharedKeyAccess": false        | "allowSharedKeyAccess": true         | every_account_refuses_keys
          "allowBlobPublicAccess": false       | "allowBlobPublicAccess": true        | every_account_refuses_keys
          "minimumTlsVersion": "TLS1_2"        | "minimumTlsVersion": "TLS1_0"        | every_account_refuses_keys
          "minimalTlsVersion": "Tls12"         | "minimalTlsVersion": "Tls"           | every_account_refuses_keys
          "minTlsVersion": "1.2"               | "minTlsVersion": "1.0"               | every_account_refuses_keys
          "scmMinTlsVersion": "1.2"            | "scmMinTlsVersion": "1.0"            | every_account_refuses_keys
          "supportsHttpsTrafficOnly": true     | "supportsHttpsTrafficOnly": false    | every_account_refuses_keys
          "value": "1048576"                   | "value": "104857600"                 | a_request_body_is_refused
          "defaultAction": "[variables('networkAccess')]" | "defaultAction": "Allow"  | with_a_subnet_every_account
          "isVirtualNetworkFilterEnabled": "[not(variables('isOpen'))]" | "isVirtualNetworkFilterEnabled": false | with_a_subnet_every_account
          "deleteRetentionPolicy": { "enabled": true | "deleteRetentionPolicy": { "enabled": false | deleted_data_can_be_restored_for_a_week
          "type": "Continuous"                 | "type": "Periodic"                   | deleted_data_can_be_restored_for_a_week
          "immutabilityPeriodSinceCreationInDays": "[parameters('auditRetentionDays')]" | "immutabilityPeriodSinceCreationInDays": 1 | productions_audit_trail_is_immutable
          "httpsOnly": true                    | "httpsOnly": false                   | every_account_refuses_keys
          "enableRbacAuthorization": true      | "enableRbacAuthorization": false     | every_account_refuses_keys
          parameters('vaultPurgeProtection'), json('null'))] | json('null'), json('null'))] | every_account_refuses_keys
          4633458b-17de-408a-b874-0445c86b69e6 | 00482a5a-887f-4fb3-b363-3b7fe8e74483 | the_app_has_the_minimal_role_on_each_account
          974c5e8b-45b9-4653-ba55-5f855dd0fb88 | 974c5e8b-45b9-4653-ba55-5f855dd0fbe8 | no_role_is_assigned_that_azure
          4633458b-17de-408a-b874-0445c86b69e6 | 4633458b-17de-408a-875b-0445e86b69e6 | no_role_is_assigned_that_azure
          3913510d-42f4-4e42-8a64-420c390055eb | 43d0d8ad-25c7-4714-9337-8ba259a9fe05 | each_role_has_the_id
          "http20Enabled": true,               | "http20Enabled": true, "ftpsState": "Disabled", | the_app_has_no_property_or_setting
          "http20Enabled": true,               | "http20Enabled": true, "alwaysOn": true, | the_app_has_no_property_or_setting
          "httpsOnly": true,                   | "httpsOnly": true, "containerSize": 1536, | the_app_has_no_property_or_setting
          "SPILLWAY_PARK_MINUTES", "value"     | "FUNCTIONS_WORKER_RUNTIME", "value"  | the_app_has_no_property_or_setting
          "allowedValues": [512, 2048, 4096]   | "allowedValues": [1024, 2048]        | its_runtime_and_memory_sizes
          "azure.applicationinsights", ⏎ "metricName": "RunMaintenance Failures" | "Microsoft.Web/sites", "metricName": "Http5xx" | no_alert_waits_for_a_metric
          "apiVersion": "2024-11-01"           | "apiVersion": "2027-01-01"           | each_resource_has_an_api_version
          '2023-01-31').clientId               | '2023-13-31').clientId               | each_resource_has_an_api_version
          , '/dbs/', variables('database'))    | )                                    | the_app_has_the_minimal_role_on_each_account
          "scope": "[concat('Microsoft.KeyVault/vaults/', variables('vaultName'))]", | `` | the_app_has_the_minimal_role_on_each_account
          "FC1"                                | "Y1"                                 | the_app_runs_on_flex_consumption_with_java_21_and_general_purpose_storage
          "version": "21"                      | "version": "11"                      | the_app_runs_on_flex_consumption_with_java_21_and_general_purpose_storage
          "kind": "StorageV2"                  | "kind": "BlobStorage"                | the_app_runs_on_flex_consumption_with_java_21_and_general_purpose_storage
          "dead-letters-poison"                | "dead-letters-lost"                  | the_template_has_each_trigger_queue_and_its_poison_queue
          "paths": ["/streamId"]               | "paths": ["/id"]                     | its_containers_are_those
          { "path": "/owed/?" },               | ``                                   | its_containers_are_those
          "defaultTtl": 7776000,               | ``                                   | its_containers_are_those
          "database": "spillway"               | "database": "other"                  | its_database_is
          "SPILLWAY_GEMINI_MODEL", "value"     | "SPILLWAY_GEMINI_MODLE", "value"     | the_template_sets_exactly_the_settings_that_code_and_host_read
          "value": "[variables('further').SPILLWAY_PARK_MINUTES]" | "value": ""       | optional_settings_come_from_the_parameters_only
          "SPILLWAY_PARK_MINUTES": ""          | "SPILLWAY_PARK_MINUTES": "5"         | optional_settings_come_from_the_parameters_only
          "alertWebhookSecret": { ⏎ "type": "securestring" | "alertWebhookSecret": { ⏎ "type": "string" | no_setting_contains_a_secret
          "[concat(variables('inVault'), variables('geminiSecret'), ')')]" | "[parameters('geminiApiKey')]" | no_setting_contains_a_secret
          "[resourceId('Microsoft.KeyVault/vaults/secrets', variables('vaultName'), variables('geminiSecret'))]", | `` | secrets_and_roles_are_there
          "RunMaintenance Failures"            | "RunMaintenances Failures"           | each_metric_is_one_that_the_host_emits
          "RunMaintenance Failures"            | "RunMaintenance Average"             | each_metric_is_one_that_the_host_emits
          has 'event_buried'                   | has 'event_deferred'                 | the_alert_on_dead_letters_reads
          "threshold": 0,                      | "threshold": 1000,                   | each_alert_fires_at_its_threshold
          "threshold": 10,                     | "threshold": 1000,                   | each_alert_fires_at_its_threshold
          "severity": 1                        | "severity": 4                        | each_actionable_condition_has_an_alert_with_its_severity
          "actions": "[variables('alertActions')]" | "actions": []                    | each_alert_is_on
          "actionGroups": "[variables('queryActions')]" | "actionGroups": []          | each_alert_is_on
          "enabled": true, ⏎ "autoMitigate"    | "enabled": false, ⏎ "autoMitigate"   | each_alert_is_on
          toint(resultCode) >= 500             | toint(status) >= 500                 | each_query_reads_columns
          sum(itemCount)                       | count()                              | a_query_on_sampled_requests
          maintenance.part-failed Watch        | maintenance.part-failed Wach         | the_alert_on_unmoderated
          "RunMaintenance Failures"            | "WatchUnmoderated Failures"          | each_metric_is_one_that_the_host_emits
          "threshold": 2,                      | "threshold": 4,                      | maintenance_that_fails
          queue.poison-not-empty               | queue.poison-not-emtpy               | the_alert_on_poison_queues
          Runbook: Telemetry has stopped.      | Runbook: Nothing can be done.        | each_alert_names_its_section
          "condition": "[parameters('createBudget')]", | ``                           | the_budget_defaults_to_50_and_notifies_before_it_is_exceeded
          "amount": "[parameters('monthlyBudget')]" | "amount": 5000                  | the_budget_defaults_to_50_and_notifies_before_it_is_exceeded
          "defaultValue": 50,                  | "defaultValue": 500,                 | the_budget_defaults_to_50_and_notifies_before_it_is_exceeded
          "contactEmails": ["[parameters('alertEmail')]"] | "contactEmails": []       | the_budget_defaults_to_50_and_notifies_before_it_is_exceeded
          "Forecasted"                         | "Actual"                             | the_budget_defaults_to_50_and_notifies_before_it_is_exceeded
          """)
  void a_template_that_was_changed_is_stopped(String from, String to, String rule)
      throws IOException {
    String changed = changed(Files.readString(Template.FILE), from, to);
    Template template = new Template(new ObjectMapper().readTree(changed));
    List<String> broken = new ArrayList<>();
    for (TemplateRules rules : templateRules()) {
      rules.template = template;
      broken.addAll(broken(rules));
    }
    assertThat(broken).anyMatch(name -> name.startsWith(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          dependsOn: Quality                   | dependsOn: []                        | its_stages_follow_each_other
          dependsOn: Staging                   | dependsOn: Build                     | its_stages_follow_each_other
          timeoutInMinutes: 10                 | dependsOn: Other                     | jobs_depend_on_jobs
          and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main')) | succeeded() | only_main_is_deployed
          include: [main]                      | include: ['*']                       | only_main_is_deployed
          pr: none                             | pr: ⏎ branches: { include: ['*'] }   | only_main_is_deployed
          - script: mvn -B -ntp -Pquality verify | - script: mvn -B -ntp verify        | its_gates_come_before
          .ci/run infra/*.sh tools/*.sh       | .ci/run infra/*.sh                   | its_gates_come_before
          - script: ./spillway test            | - script: ./spillway bench           | its_gates_come_before
          failTaskOnMissingResultsFile: true   | failTaskOnMissingResultsFile: false  | tests_that_did_not_run
          --version $(Build.BuildNumber) --sbom | --sbom                              | the_package_is_versioned_published_and_has_a_bill_of_materials
          $(Build.BuildNumber) --sbom          | $(Build.BuildNumber)                 | the_package_is_versioned_published_and_has_a_bill_of_materials
          packaging/target/bom.json        | ``                                   | the_package_is_versioned_published_and_has_a_bill_of_materials
          package/version.txt                  | package/v.txt                        | the_package_is_versioned_published_and_has_a_bill_of_materials
          artifact: package                    | artifact: pakcage                    | every_downloaded_artifact_was_published_before
          --version $(Build.BuildNumber)       | --stamp $(Build.BuildNumber)         | every_command_and_profile
          scriptPath: infra/rollback.sh        | scriptPath: infra/roll-back.sh       | every_script_is_there
          environment: spillway-staging        | environment: staging                 | its_environments_and_connections
          environment: spillway-production     | ``                                   | its_environments_and_connections
          azureSubscription: spillway-staging  | azureSubscription: spillway-production | a_stage_touches_no_environment
          arguments: production                | arguments: staging                   | a_stage_touches_no_environment
          production --what-if                 | production                           | the_production_preview_is_in_a_stage_before_the_approved_one
          dependsOn: Preview                   | dependsOn: Staging                   | the_production_preview_is_in_a_stage_before_the_approved_one
          azureSubscription: spillway-production-preview | azureSubscription: spillway-production | the_preview_uses_a_connection
          tags: production                     | ``                                   | a_failed_production_goes_back
          build.addbuildtag]production         | build.addbuildtag]staging            | a_failed_production_goes_back
          scriptType: bash                     | scriptType: sh                       | each_input_with_a_list
          summaryFileLocation                  | summaryFile                          | each_task_is_known
          AzureCLI@2                           | AzureCLI@3                           | each_task_is_known
          runVersion: latestFromBranch         | runVersion: latest                   | a_failed_production_goes_back
          previous/spillway.zip                | package/spillway.zip                 | a_failed_production_goes_back
          runBranch: refs/heads/main           | runBranch: refs/heads/other          | a_failed_production_deployment_is_rolled_back_and_tested_again
          scriptPath: infra/rollback.sh        | scriptPath: infra/deploy.sh          | a_failed_production_deployment_is_rolled_back_and_tested_again
          arguments: staging $(Pipeline.Workspace)/package/spillway.zip | arguments: staging other.zip | each_environment_gets
          scriptPath: infra/release.sh         | scriptPath: infra/smoke.sh           | each_environment_gets
          - script: infra/retain.sh 365        | - script: infra/retain.sh --help     | each_environment_gets
          SYSTEM_ACCESSTOKEN: $(System.AccessToken) | NOTHING: ""                     | a_package_that_went_to_production
          GEMINI_API_KEY: $(GEMINI_API_KEY)    | ``                                   | every_secret_that_a_deployment
          SPILLWAY_ALERT_WEBHOOK_SECRET: $(SPILLWAY_ALERT_WEBHOOK_SECRET) | ``        | every_secret_that_a_deployment
          - script: mvn -B -ntp -Pquality verify | - continueOnError: true ⏎ script: mvn -B -ntp -Pquality verify | no_step_ignores_a_failure
          - script: mvn -B -ntp -Pquality verify | `- script: mvn -B -ntp -Pquality verify || true` | no_step_ignores_a_failure
          set -e ⏎                             | ``                                   | no_step_ignores_a_failure
          timeoutInMinutes: 20                 | timeoutInMinutes: 0                  | every_job_ends_in_time
          """)
  void a_pipeline_that_was_changed_is_stopped(String from, String to, String rule)
      throws IOException {
    Pipeline changed = Pipeline.of(changed(Files.readString(Pipeline.FILE), from, to));
    PipelineTest graph = new PipelineTest();
    graph.pipeline = changed;
    PipelineStepsTest steps = new PipelineStepsTest();
    steps.pipeline = changed;
    PipelineTasksTest tasks = new PipelineTasksTest();
    tasks.pipeline = changed;

    List<String> broken = broken(graph);
    broken.addAll(broken(steps));
    broken.addAll(broken(tasks));
    assertThat(broken).anyMatch(name -> name.startsWith(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          persistCredentials: false   | persistCredentials: true           | pull_requests_run_the_same_gates
          default: spillway-pr        | default: spillway                  | pull_requests_run_the_same_gates
          ./spillway test             | ./spillway --help                  | pull_requests_run_the_same_gates
          testResultsFormat: JUnit    | testResultsFormat: Junit5          | each_input_with_a_list
          """)
  void a_changed_pipeline_of_pull_requests_is_stopped(String from, String to, String rule)
      throws IOException {
    PipelineTasksTest tasks = new PipelineTasksTest();
    tasks.pullRequests = Pipeline.of(changed(Files.readString(Pipeline.PULL_REQUESTS), from, to));
    assertThat(broken(tasks)).anyMatch(name -> name.startsWith(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          bootstrap.sh | OperationalInsights Insights  | Insights                        | bootstrap_registers_every_provider
          bootstrap.sh | az provider register          | az provider show                | bootstrap_registers_every_provider
          bootstrap.sh | 974c5e8b-45b9-4653-ba55-5f855dd0fb88 | 8e3af657-a8ff-443c-a75c-2fe8c4bcb635 | the_pipeline_may_assign
          bootstrap.sh | --condition "$condition"      | ``                              | the_pipeline_may_assign
          bootstrap.sh | StringEqualsIgnoreCase {'ServicePrincipal'} | StringEqualsIgnoreCase {'User'} | the_pipeline_may_assign
          bootstrap.sh | "*/read",                     | "*",                            | the_preview_may_read
          deploy.sh    | --validation-level ProviderNoRbac | --no-prompt                 | the_preview_may_read
          bootstrap.sh | 8c6f20a7-a545-4486-9777-f762fafe0d4d | 8c6f20a7-a545-4486-9777-f762fafe0d4e | each_check_has_the_ids
          bootstrap.sh | "requesterCannotBeApprover": true | "requesterCannotBeApprover": false | connections_and_pool_are_restricted_to_main_and_production_needs_another_approver
          bootstrap.sh | main_only queue               | say queue                       | connections_and_pool_are_restricted_to_main_and_production_needs_another_approver
          bootstrap.sh | refs/heads/main               | refs/heads/*                    | connections_and_pool_are_restricted_to_main_and_production_needs_another_approver
          bootstrap.sh | --skip-first-run true         | ``                              | no_pipeline_runs_before
          release.sh   | find_app "$group"             | app=$(az deployment group show --query properties.outputs.appName.value) | no_script_reads_a_deployments_outputs
          release.sh   | again az functionapp          | az functionapp                  | calls_that_fail_right_after
          release.sh   | again read_key                | read_key                        | calls_that_fail_right_after
          deploy.sh    | --name scm                    | --name ftp                      | nothing_is_set_for_ftp
          """)
  void a_changed_script_is_stopped(String script, String from, String to, String rule) {
    ScriptsTest scripts = new ScriptsTest();
    scripts.scripts.computeIfPresent(script, (name, text) -> changed(text, from, to));
    assertThat(broken(scripts)).anyMatch(name -> name.startsWith(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          azure.yaml           | project: .                   | project: infra/packaging/target/spillway | maven_runs_where_there_is_a_pom
          azure.yaml           | dist: infra/packaging/target/spillway | dist: app-functions/target | maven_runs_where_there_is_a_pom
          azure.yaml           | host: function               | host: functions                 | maven_runs_where_there_is_a_pom
          main.bicep           | param location string        | param region string             | each_parameter_has_a_value
          main.parameters.json | "${SPILLWAY_BUDGET_START}"   | "2026-11-01"                    | constants_of_the_first_provisioning_are_passed_to_the_second
          main.bicep           | output SPILLWAY_BUDGET_START | output SPILLWAY_BUDGET_BEGIN    | constants_of_the_first_provisioning_are_passed_to_the_second
          main.bicep           | toLower(operatorKeysInVault) == 'true' | false                 | constants_of_the_first_provisioning_are_passed_to_the_second
          main.bicep           | @minLength(3)                | ``                              | a_blank_address
          """)
  void changed_files_of_azd_are_stopped(String file, String from, String to, String rule) {
    AzdTest azd = new AzdTest();
    switch (file) {
      case "azure.yaml" -> azd.yaml = changed(azd.yaml, from, to);
      case "main.bicep" -> azd.bicep = changed(azd.bicep, from, to);
      default -> azd.parameters = changed(azd.parameters, from, to);
    }
    assertThat(broken(azd)).anyMatch(name -> name.startsWith(rule));
  }

  @Test
  void unchanged_files_pass() {
    assertThat(templateRules()).allSatisfy(rules -> assertThat(broken(rules)).isEmpty());
    assertThat(broken(new PipelineTest())).isEmpty();
    assertThat(broken(new PipelineStepsTest())).isEmpty();
    assertThat(broken(new PipelineTasksTest())).isEmpty();
    assertThat(broken(new ScriptsTest())).isEmpty();
    assertThat(broken(new AzdTest())).isEmpty();
  }

  /** Replaces the first occurrence; {@code ⏎} is a line end with any following indentation. */
  static String changed(String text, String from, String to) {
    String lines =
        Stream.of(from.split("\\s*⏎\\s*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    Matcher place = Pattern.compile(lines).matcher(text);
    assertThat(place.find()).as("%s is there", from).isTrue();
    return place.replaceFirst(Matcher.quoteReplacement(to.replace("⏎", "\n" + " ".repeat(11))));
  }

  static List<String> broken(Object rules) {
    List<String> broken = new ArrayList<>();
    for (Method rule : rules.getClass().getDeclaredMethods()) {
      if (rule.isAnnotationPresent(Test.class)) {
        try {
          rule.invoke(rules);
        } catch (InvocationTargetException stopped) {
          broken.add(rule.getName());
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return broken;
  }

  private static List<TemplateRules> templateRules() {
    return List.of(
        new TemplateTest(),
        new TemplateSettingsTest(),
        new TemplateAccessTest(),
        new AzureFactsTest(),
        new TemplateAlertsTest());
  }
}
