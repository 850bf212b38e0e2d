package io.spillway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mutation tests of host.json: removing a guard fails the rule for that guard. */
class HostMutationsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "messageEncoding": "none"       | "messageEncoding": "base64"     | queues_are_delivered_as
          "maxDequeueCount": 240          | "maxDequeueCount": 5            | a_delivery_is_tried_for_over
          "visibilityTimeout": "00:00:30" | "visibilityTimeout": "00:00:01" | a_delivery_is_tried_for_over
          "batchSize": 16                 | "batchSize": 32                 | queues_are_delivered_as
          "maxQueuePollingInterval": "00:00:05" | "maxQueuePollingInterval": "00:00:30" | an_event_on_an_idle_app
          "maxOutstandingRequests": 200   | "maxOutstandingRequests": -1    | a_flood_of_requests
          "hubName": "spillway"           | "hubName": "spill-way"          | the_hub_has_a_name
          "functionTimeout": "00:05:00"   | "functionTimeout": "00:15:00"   | a_function_may_run_as_long
          "routePrefix": "api"            | "routePrefix": ""               | routes_are_below
          "Host.Results": "Information"   | "Host.Results": "Warning"       | each_query_reads_columns
          "Host.Aggregator": "Information" | "Host.Aggregator": "Warning"   | each_metric_is_one
          "excludedTypes": "Exception"    | "excludedTypes": "Request"      | exceptions_are_never_sampled
          """)
  void a_changed_host_json_is_stopped(String from, String to, String rule) throws IOException {
    String changed = MutationsTest.changed(Files.readString(HostJsonTest.FILE), from, to);

    assertThat(broken(Nodes.parse(changed))).anyMatch(name -> name.startsWith(rule));
  }

  @Test
  void the_unchanged_host_json_passes() {
    assertThat(broken(Nodes.json(HostJsonTest.FILE))).isEmpty();
  }

  private static List<String> broken(JsonNode host) {
    HostJsonTest settings = new HostJsonTest();
    settings.host = host;
    TemplateAlertsTest alerts = new TemplateAlertsTest();
    alerts.host = host;
    return Stream.of(settings, alerts)
        .flatMap(rules -> MutationsTest.broken(rules).stream())
        .toList();
  }
}
