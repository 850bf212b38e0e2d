package io.spillway.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.cli.cost.Usage.Timer;
import io.spillway.testing.RepositoryRoot;
import io.spillway.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idle cost: every timer's runs, and every poll of every queue. */
class WakingTest {

  /** The host's default, if {@code host.json} has none. */
  private static final String LONGEST_POLL_OF_DURABLE = "00:00:30";

  private static final int PARTITIONS_OF_DURABLE = 4;
  private static final long MONTH = Duration.ofHours(730).toSeconds();

  private final RunsOfTimers functions = RunsOfTimers.deployed();

  private static JsonNode json(String path) {
    try {
      return Json.readObject(Files.readString(RepositoryRoot.resolve(path)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void every_timer_has_its_line_with_as_many_runs_as_its_schedule_makes() {
    Map<String, Long> counted =
        CostFiles.ourUsage().timers().stream()
            .collect(Collectors.toMap(Timer::function, timer -> Math.round(timer.runs())));
    assertThat(counted).isNotEmpty().containsExactlyInAnyOrderEntriesOf(functions.inAMonth());
  }

  @Test
  void every_part_of_maintenance_has_its_line_with_its_share_of_the_runs() {
    Map<String, Double> told = new TreeMap<>();
    json("tools/cli/src/main/resources/io/spillway/cli/cost/usage.json")
        .at("/timers/0/parts")
        .forEach(part -> told.put(part.path("name").asText(), part.path("share").asDouble()));
    assertThat(told.keySet()).isEqualTo(functions.shares().keySet());
    told.forEach(
        (name, share) ->
            assertThat(share).as(name).isCloseTo(functions.shares().get(name), within(1e-6)));
  }

  /** Each run is billed for at least a second, and as an execution. */
  @Test
  void each_run_of_each_timer_is_paid_for_a_second_at_least() {
    long runs = functions.inAMonth().values().stream().mapToLong(Long::longValue).sum();
    Volume idle = new Volume(0, 0, 0, 1, 2048);
    assertThat(Math.round(CostFiles.ourUsage().quantity(Part.EXECUTIONS, idle))).isEqualTo(runs);
    assertThat(CostFiles.ourUsage().quantity(Part.MEMORY, idle)).isGreaterThanOrEqualTo(runs * 2.0);
  }

  @Test
  void every_queue_with_a_function_has_its_line_with_as_many_looks_as_host_json_makes() {
    JsonNode host = json("app-functions/host.json");
    JsonNode durable = host.at("/extensions/durableTask");
    String hub = durable.path("hubName").asText();
    Map<String, Long> expected = new TreeMap<>();
    long looks = looks(host.at("/extensions/queues/maxPollingInterval").asText());
    functions.queues().forEach(queue -> expected.put(queue, looks));
    JsonNode provider = durable.path("storageProvider");
    long ofDurable =
        looks(provider.path("maxQueuePollingInterval").asText(LONGEST_POLL_OF_DURABLE));
    expected.put(hub + "-workitems", ofDurable);
    int partitions = provider.path("partitionCount").asInt(PARTITIONS_OF_DURABLE);
    for (int i = 0; i < partitions; i++) {
      expected.put("%s-control-%02d".formatted(hub, i), ofDurable);
    }

    Map<String, Long> counted = new TreeMap<>();
    json("tools/cli/src/main/resources/io/spillway/cli/cost/usage.json")
        .path("polls")
        .forEach(poll -> counted.put(poll.path("queue").asText(), poll.path("amount").asLong()));
    assertThat(counted).isEqualTo(expected);
    Volume idle = new Volume(0, 0, 0, 1, 2048);
    long inTheBill = Math.round(CostFiles.ourUsage().quantity(Part.OPERATIONS, idle));
    assertThat(inTheBill).isGreaterThan(counted.values().stream().mapToLong(n -> n).sum());
  }

  private static long looks(String interval) {
    return MONTH / LocalTime.parse(interval).toSecondOfDay();
  }

  /** An idle environment sends no budget mail: its cost is below the first threshold. */
  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void a_budget_is_not_used_up_by_an_environment_in_which_nothing_happens(String environment) {
    JsonNode parameters =
        json("infra/azuredeploy.parameters." + environment + ".json").path("parameters");
    double budget = parameters.at("/monthlyBudget/value").asDouble();
    int memory = parameters.at("/instanceMemoryMB/value").asInt();
    assertThat(bill(new Volume(0, 0, 0, 1, memory)).azure())
        .isLessThan(budget * firstThreshold() / 100);
  }

  private static double firstThreshold() {
    double first = 100;
    for (JsonNode resource : json("infra/azuredeploy.json").path("resources")) {
      for (JsonNode told : resource.at("/properties/notifications")) {
        first = Math.min(first, told.path("threshold").asDouble());
      }
    }
    assertThat(first).isLessThan(100);
    return first;
  }

  @Test
  void an_idle_environment_is_a_fraction_of_a_small_site() {
    assertThat(bill(new Volume(0, 0, 0, 1, 2048)).total())
        .isCloseTo(bill(new Volume(0, 0, 0, 1, 2048)).azure(), within(1e-9))
        .isLessThan(bill(new Volume(100_000, 20_000, 0, 120, 2048)).total() / 2);
  }

  private static Bill bill(Volume volume) {
    return Bill.of(volume, CostFiles.ourUsage(), CostFiles.ourPrices(GeminiSettings.DEFAULT_MODEL));
  }
}
