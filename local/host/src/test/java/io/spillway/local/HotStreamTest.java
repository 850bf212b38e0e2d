package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.DocumentWrites;
import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Requests;
import io.spillway.cosmos.testserver.Target;
import io.spillway.local.HotStream.Answer;
import io.spillway.local.HotStream.Kind;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.StreamTotals;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One stream with 200 messages and 50 events a second, and with pollers, on a Cosmos DB test server
 * with Azure's limit of request units and conflicts of overlapping writes. All times are stretched
 * alike: those of the schedule and of writes, and the second of the limit, so that a busy machine
 * keeps up and overlaps remain the same. The bounds are those of the structure; latencies are
 * printed for {@code docs/measurements.md}, in real time. {@code -Dspillway.hot.slower=1} runs at
 * full speed, {@code -Dspillway.hot.seconds=20} longer, and {@code -Dspillway.hot.write.millis=20}
 * with slower writes.
 */
@Timeout(240)
class HotStreamTest {

  private static final int SLOWER = Integer.getInteger("spillway.hot.slower", 4);
  private static final int SECONDS = Integer.getInteger("spillway.hot.seconds", 2);
  private static final int WRITE_MILLIS = Integer.getInteger("spillway.hot.write.millis", 10);
  private static final double UNITS_PER_SECOND = 5_000;

  /** Number of documents among which counts and totals are spread. */
  private static final int SHARDS = 16;

  private static CosmosTestServer cosmos;
  private static CosmosStores stores;
  private static TestServer server;

  @BeforeAll
  static void start() {
    cosmos =
        CosmosTestServer.builder()
            .unitsPerSecond(UNITS_PER_SECOND / SLOWER)
            .writeTime(Duration.ofMillis((long) WRITE_MILLIS * SLOWER))
            .start();
    stores = new CosmosStores(CosmosSettings.of(new ConnectionString(cosmos.connectionString())));
    server =
        TestServer.start(
            Map.of(
                "SPILLWAY_COSMOS_CONNECTION",
                cosmos.connectionString(),
                "SPILLWAY_COSMOS_CREATE",
                "true",
                // A busy machine is not an outage.
                "SPILLWAY_COSMOS_TIMEOUT_MS",
                "30000"));
    HotStream warm = stream("warm");
    warm.untilAllEventsAreDone(warm.play(1, HotStreamTest::mixed));
  }

  @AfterAll
  static void stop() {
    server.close();
    stores.close();
    cosmos.close();
  }

  @BeforeEach
  void forget() {
    cosmos.requests().clear();
    cosmos.writes().clear();
  }

  private static HotStream stream(String name) {
    return new HotStream(server.uri(), name, SLOWER);
  }

  private static String mixed(int number) {
    return (number % 2 == 0 ? "kys " : "") + HotStream.friendly(number);
  }

  @Test
  void all_messages_and_events_are_stored_below_the_limit_and_no_document_is_hot() {
    HotStream stream = stream("busy");

    List<Answer> answers = stream.play(SECONDS, i -> HotStream.friendly(i));
    stream.untilAllEventsAreDone(answers);

    print("messages", answers);
    assertAllAccepted(answers);
    int sent = HotStream.MESSAGES_PER_SECOND * SECONDS;
    assertThat(messages(stream)).hasSize(sent);
    assertThat(stores.messageArchive().count(stream.name()).published()).isEqualTo(sent);
    assertThat(stores.stats().totals(stream.name())).isEqualTo(totalsOf(answers));
    assertThat(milestones(stream)).containsExactlyElementsOf(milestonesOf(answers));
    assertNoDocumentIsHot();
  }

  @Test
  void a_raid_whose_messages_are_all_withheld_is_stored_below_the_limit_as_well() {
    HotStream stream = stream("raided");

    List<Answer> answers = stream.play(SECONDS, i -> "kys " + HotStream.friendly(i));
    stream.untilAllEventsAreDone(answers);

    print("raid", answers);
    assertAllAccepted(answers);
    assertThat(messages(stream)).isEmpty();
    assertThat(stores.violationArchive().countWithheld(stream.name()))
        .isEqualTo((long) HotStream.MESSAGES_PER_SECOND * SECONDS);
    assertThat(stores.stats().totals(stream.name())).isEqualTo(totalsOf(answers));
    assertNoDocumentIsHot();
  }

  @Test
  void above_the_limit_messages_are_refused_with_a_time_to_retry_and_events_are_counted_later() {
    HotStream stream = stream("limited");
    cosmos
        .faults()
        .next(
            400,
            Fault.throttled(Duration.ofMillis(20)),
            target -> List.of("messages", "stats").contains(target.container()));

    List<Answer> answers = stream.play(1, i -> HotStream.friendly(i));
    List<Answer> refused = answers.stream().filter(answer -> answer.status() == 503).toList();

    assertThat(answers)
        .extracting(Answer::status)
        .allMatch(status -> status < 300 || status == 503);
    assertThat(refused).isNotEmpty().allMatch(Answer::hasRetryAfter);
    assertThat(stream.sendAgain(refused))
        .extracting(Answer::status)
        .allMatch(status -> status < 300);
    stream.untilAllEventsAreDone(answers);
    assertThat(messages(stream)).hasSize(HotStream.MESSAGES_PER_SECOND);
    assertThat(stores.stats().totals(stream.name())).isEqualTo(totalsOf(answers));
  }

  private static List<?> messages(HotStream stream) {
    return Pages.all(
        PageRequest.MAX_LIMIT, page -> stores.messageArchive().list(stream.name(), page));
  }

  private static void assertAllAccepted(List<Answer> answers) {
    assertThat(answers.stream().map(Answer::problem).distinct()).containsExactly("");
  }

  private static StreamTotals totalsOf(List<Answer> answers) {
    StreamTotals totals = StreamTotals.NONE;
    for (Answer answer : answers) {
      totals = answer.detail() == null ? totals : totals.plus(answer.detail());
    }
    return totals;
  }

  private static List<Long> milestones(HotStream stream) {
    return Pages.all(PageRequest.MAX_LIMIT, page -> stores.alerts().list(stream.name(), page))
        .stream()
        .filter(alert -> alert.kind().equals("follower-milestone"))
        .map(Alert::summary)
        .map(summary -> Long.valueOf(summary.replaceAll(".* ", "")))
        .sorted()
        .toList();
  }

  private static List<Long> milestonesOf(List<Answer> answers) {
    long followers = totalsOf(answers).followers();
    return Stream.of(10L, 100L, 1_000L).filter(number -> number <= followers).toList();
  }

  private static void assertNoDocumentIsHot() {
    List<DocumentWrites.Total> writes = cosmos.writes().totals();
    // At most twice its share.
    assertThat(writes.get(0).writes())
        .as("writes of %s", writes.get(0))
        .isLessThanOrEqualTo(2L * HotStream.MESSAGES_PER_SECOND * SECONDS / SHARDS);
    assertThat(conflicts()).isLessThan(writes() / 2);
    unitsPerSecond()
        .forEach(
            (container, units) ->
                assertThat(units).as("RU/s of %s", container).isLessThan(UNITS_PER_SECOND));
    assertThat(cosmos.requests().recent())
        .noneMatch(request -> request.status() == 429 || request.status() >= 500);
  }

  private static long writes() {
    return cosmos.writes().totals().stream().mapToLong(DocumentWrites.Total::writes).sum();
  }

  private static long conflicts() {
    return cosmos.writes().totals().stream().mapToLong(DocumentWrites.Total::conflicts).sum();
  }

  private static Map<String, Double> unitsPerSecond() {
    Map<String, Double> units = new TreeMap<>();
    cosmos
        .requests()
        .totals()
        .forEach((target, total) -> units.merge(target.container(), units(total), Double::sum));
    return units;
  }

  private static double units(Requests.Total total) {
    return total.charge() / SECONDS;
  }

  private static long requestsOf(String container) {
    return cosmos.requests().totals().entrySet().stream()
        .filter(entry -> isOf(entry.getKey(), container))
        .mapToLong(entry -> entry.getValue().requests())
        .sum();
  }

  private static boolean isOf(Target target, String container) {
    return target.container().equals(container);
  }

  private static void print(String load, List<Answer> answers) {
    for (Kind kind : Kind.values()) {
      List<Double> millis =
          answers.stream()
              .filter(answer -> answer.kind() == kind)
              .map(Answer::millis)
              .sorted()
              .toList();
      System.out.printf(
          Locale.ROOT,
          "HOT | %s | %s | %d | p50 %.0f ms | p99 %.0f ms | slowest %.0f ms |%n",
          load,
          kind,
          millis.size(),
          millis.get(millis.size() / 2),
          millis.get(millis.size() * 99 / 100),
          millis.get(millis.size() - 1));
    }
    unitsPerSecond()
        .forEach(
            (container, units) ->
                System.out.printf(
                    Locale.ROOT,
                    "HOT | %s | %s | %d requests/s | %.0f RU/s |%n",
                    load,
                    container,
                    requestsOf(container) / SECONDS,
                    units));
    System.out.printf(
        "HOT | %s | %d writes, %d conflicts | hottest %s |%n",
        load, writes(), conflicts(), cosmos.writes().totals().subList(0, 3));
  }
}
