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
 * Whoever takes a guard out of the template or the pipeline is stopped, and by the rule that is
 * there for it: what is changed from what to what, and which rule says so.
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
          "httpsOnly": true                    | "httpsOnly": false                   | every_account_refuses_keys
          "ftpsState": "Disabled"              | "ftpsState": "AllAllowed"            | every_account_refuses_keys
          "enableRbacAuthorization": true      | "enableRbacAuthorization": false     | every_account_refuses_keys
          "enablePurgeProtection": true        | "enablePurgeProtection": false       | every_account_refuses_keys
          4633458b-17de-408a-875b-0445e86b69e6 | 00482a5a-887f-4fb3-b363-3b7fe8e74483 | the_app_may_do_what_it_needs
          , '/dbs/', variables('database'))    | )                                    | the_app_may_do_what_it_needs
          "scope": "[concat('Microsoft.KeyVault/vaults/', variables('vaultName'))]", | `` | the_app_may_do_what_it_needs
          "FC1"                                | "Y1"                                 | it_runs_on_flex_consumption
          "version": "21"                      | "version": "11"                      | it_runs_on_flex_consumption
          "kind": "StorageV2"                  | "kind": "BlobStorage"                | it_runs_on_flex_consumption
          "dead-letters-poison"                | "dead-letters-lost"                  | it_has_each_queue
          "paths": ["/streamId"]               | "paths": ["/id"]                     | its_containers_are_those
          { "path": "/owed/?" },               | ``                                   | its_containers_are_those
          "defaultTtl": 7776000,               | ``                                   | its_containers_are_those
          "database": "spillway"               | "database": "other"                  | its_database_is
          "SPILLWAY_GEMINI_MODEL", "value"     | "SPILLWAY_GEMINI_MODLE", "value"     | it_makes_every_setting
          "value": "[variables('further').SPILLWAY_PARK_MINUTES]" | "value": ""       | a_further_setting_is
          "SPILLWAY_PARK_MINUTES": ""          | "SPILLWAY_PARK_MINUTES": "5"         | a_further_setting_is
          "alertWebhookSecret": { ⏎ "type": "securestring" | "alertWebhookSecret": { ⏎ "type": "string" | no_setting_holds_a_secret
          "[concat(variables('inVault'), variables('geminiSecret'), ')')]" | "[parameters('geminiApiKey')]" | no_setting_holds_a_secret
          "[resourceId('Microsoft.KeyVault/vaults/secrets', variables('vaultName'), variables('geminiSecret'))]", | `` | secrets_and_roles_are_there
          "OnDeadLetter Count"                 | "OnDeadLetters Count"                | each_alert_counts
          "threshold": 0,                      | "threshold": 1000,                   | dead_letters_late_moderation_and_5xx
          "threshold": 10,                     | "threshold": 1000,                   | dead_letters_late_moderation_and_5xx
          "criteria": "[variables('criteria')['5xx']]" | "criteria": {}               | dead_letters_late_moderation_and_5xx
          "actions": "[variables('alertActions')]" | "actions": []                    | dead_letters_late_moderation_and_5xx
          "enabled": true, ⏎ "autoMitigate"    | "enabled": false, ⏎ "autoMitigate"   | dead_letters_late_moderation_and_5xx
          "amount": "[parameters('monthlyBudget')]" | "amount": 5000                  | the_budget_is_50
          "defaultValue": 50,                  | "defaultValue": 500,                 | the_budget_is_50
          "contactEmails": ["[parameters('alertEmail')]"] | "contactEmails": []       | the_budget_is_50
          "Forecasted"                         | "Actual"                             | the_budget_is_50
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
          dependsOn: Preview                   | dependsOn: Privew                    | jobs_depend_on_jobs
          and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main')) | succeeded() | only_what_is_on_main
          include: [main]                      | include: ['*']                       | every_change_is_checked
          include: ['*']                       | include: []                          | every_change_is_checked
          - script: ./spillway quality         | - script: ./spillway --help          | its_gates_come_before
          .ci/run infra/*.sh tools/*.sh       | .ci/run infra/*.sh                   | its_gates_come_before
          - script: ./spillway test            | - script: ./spillway bench           | its_gates_come_before
          failTaskOnMissingResultsFile: true   | failTaskOnMissingResultsFile: false  | tests_that_did_not_run
          --version $(Build.BuildNumber) --sbom | --sbom                              | what_is_built_is_stamped
          $(Build.BuildNumber) --sbom          | $(Build.BuildNumber)                 | what_is_built_is_stamped
          app-functions/target/bom.json        | ``                                   | what_is_built_is_stamped
          package/version.txt                  | package/v.txt                        | what_is_built_is_stamped
          artifact: package                    | artifact: pakcage                    | what_is_downloaded_was_published
          --version $(Build.BuildNumber)       | --stamp $(Build.BuildNumber)         | every_command_of_ours
          scriptPath: infra/rollback.sh        | scriptPath: infra/roll-back.sh       | every_script_is_there
          environment: spillway-staging        | environment: staging                 | its_environments_and_connections
          environment: spillway-production     | ``                                   | its_environments_and_connections
          azureSubscription: spillway-staging  | azureSubscription: spillway-production | a_stage_touches_no_environment
          arguments: production                | arguments: staging                   | a_stage_touches_no_environment
          production --what-if                 | production                           | what_would_change_in_production
          dependsOn: Preview                   | ``                                   | what_would_change_in_production
          runVersion: latestFromBranch         | runVersion: latest                   | a_failed_production_goes_back
          previous/spillway.zip                | package/spillway.zip                 | a_failed_production_goes_back
          runBranch: refs/heads/main           | runBranch: refs/heads/other          | what_failed_in_production_is_rolled_back
          scriptPath: infra/rollback.sh        | scriptPath: infra/deploy.sh          | what_failed_in_production_is_rolled_back
          arguments: staging $(Pipeline.Workspace)/package/spillway.zip | arguments: staging other.zip | each_environment_gets
          scriptPath: infra/release.sh         | scriptPath: infra/smoke.sh           | each_environment_gets
          - script: infra/retain.sh 365        | - script: infra/retain.sh --help     | each_environment_gets
          SYSTEM_ACCESSTOKEN: $(System.AccessToken) | NOTHING: ""                     | a_package_that_went_to_production
          GEMINI_API_KEY: $(GEMINI_API_KEY)    | ``                                   | every_secret_that_a_deployment
          SPILLWAY_ALERT_WEBHOOK_SECRET: $(SPILLWAY_ALERT_WEBHOOK_SECRET) | ``        | every_secret_that_a_deployment
          - script: ./spillway quality         | - continueOnError: true ⏎ script: ./spillway quality | nothing_passes_over
          - script: ./spillway quality         | `- script: ./spillway quality || true` | nothing_passes_over
          set -e ⏎                             | ``                                   | nothing_passes_over
          timeoutInMinutes: 20                 | timeoutInMinutes: 0                  | every_job_ends_in_time
          """)
  void a_pipeline_that_was_changed_is_stopped(String from, String to, String rule)
      throws IOException {
    Pipeline changed = Pipeline.of(changed(Files.readString(Pipeline.FILE), from, to));
    PipelineTest graph = new PipelineTest();
    graph.pipeline = changed;
    PipelineStepsTest steps = new PipelineStepsTest();
    steps.pipeline = changed;

    List<String> broken = broken(graph);
    broken.addAll(broken(steps));
    assertThat(broken).anyMatch(name -> name.startsWith(rule));
  }

  @Test
  void as_they_are_nothing_stops_them() {
    assertThat(templateRules()).allSatisfy(rules -> assertThat(broken(rules)).isEmpty());
    assertThat(broken(new PipelineTest())).isEmpty();
    assertThat(broken(new PipelineStepsTest())).isEmpty();
  }

  /** Where it stands first; {@code ⏎} is the end of a line, with whatever indents the next. */
  private static String changed(String text, String from, String to) {
    String lines =
        Stream.of(from.split("\\s*⏎\\s*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    Matcher place = Pattern.compile(lines).matcher(text);
    assertThat(place.find()).as("%s is there", from).isTrue();
    return place.replaceFirst(Matcher.quoteReplacement(to.replace("⏎", "\n" + " ".repeat(11))));
  }

  private static List<String> broken(Object rules) {
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
        new TemplateAlertsTest());
  }
}
