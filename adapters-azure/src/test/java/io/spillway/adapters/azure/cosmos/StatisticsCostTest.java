package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.RecordedRequest;
import io.spillway.ports.Backlog;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests, request units and documents read of a stream's numbers, by the stream's size. */
class StatisticsCostTest {

  /** One million takes 2 GB of heap: {@code -Dspillway.counted=1000000 -DargLine=-Xmx3g}. */
  private static final int MANY = Integer.getInteger("spillway.counted", 20_000);

  private static final List<Integer> SIZES = List.of(1, 1_000, MANY);

  /** The counters of messages and of violations. */
  private static final Cost OF_NUMBERS = new Cost(2, 2 * StreamCounters.DOCUMENTS);

  private static final CosmosTestServer SERVER =
      CosmosTestServer.builder().capacity(3_000_000, 1L << 30).start();
  private static final CosmosStores STORES =
      new CosmosStores(TestCosmos.impatient(SERVER.connectionString(), Duration.ofMinutes(1)));

  /** Number of requests and of documents that they read. */
  private record Cost(int requests, long documentsRead) {}

  @BeforeAll
  static void fill() {
    STORES.messageArchive().count("warm-up");
    for (int size : SIZES) {
      create(
          "messages", size, i -> json(size, "m-" + i, "\"moderation\":{\"status\":\"allowed\"}"));
      create("violations", size, i -> json(size, stream(size) + "~v-" + i, "\"state\":\"upheld\""));
    }
  }

  @AfterAll
  static void close() {
    STORES.close();
    SERVER.close();
  }

  private static void create(String container, int size, IntFunction<String> json) {
    List<String> documents = IntStream.range(0, size).mapToObj(json).toList();
    SERVER.createDocuments(TestCosmos.DATABASE, container, documents);
  }

  private static String stream(int size) {
    return "stream-" + size;
  }

  /** Returns a document of a version that kept no numbers. */
  private static String json(int size, String id, String more) {
    return "{\"id\":\"%s\",\"streamId\":\"%s\",\"sortKey\":\"2026-11-23T18:00:00.000000Z~%s\",%s}"
        .formatted(id, stream(size), id, more);
  }

  private static void readNumbers(int size) {
    String stream = stream(size);
    assertThat(STORES.messageArchive().count(stream)).isEqualTo(new MessageCounts(size, 0));
    assertThat(STORES.violationArchive().countWithheld(stream)).isEqualTo(size);
  }

  private static Cost cost(String work, Runnable call) {
    SERVER.requests().clear();
    call.run();
    List<RecordedRequest> requests = SERVER.requests().items();
    double units = requests.stream().mapToDouble(RecordedRequest::charge).sum();
    long read = requests.stream().mapToLong(RecordedRequest::documentsRead).sum();
    System.out.printf("COST | %s | %d | %.1f | %d |%n", work, requests.size(), units, read);
    return new Cost(requests.size(), read);
  }

  @Test
  void the_numbers_of_a_stream_cost_the_same_at_every_size_after_the_first_count() {
    List<Cost> costs = new ArrayList<>();
    List<Double> units = new ArrayList<>();
    for (int size : SIZES) {
      cost("first numbers of " + size, () -> readNumbers(size));
      costs.add(cost("numbers of " + size, () -> readNumbers(size)));
      units.add(SERVER.requests().items().stream().mapToDouble(RecordedRequest::charge).sum());
    }
    assertThat(costs).containsOnly(OF_NUMBERS);
    // The numbers have more digits.
    assertThat(units)
        .allSatisfy(unit -> assertThat(unit).isBetween(units.get(0), units.get(0) + 0.2));
  }

  @Test
  void a_backlog_reads_no_more_documents_than_it_shows() {
    Cost withheld =
        cost(
            "backlog of " + MANY,
            () ->
                assertThat(
                        STORES
                            .violationArchive()
                            .count(ViolationFilter.all(), Backlog.COUNTED_UP_TO))
                    .isEqualTo(Backlog.COUNTED_UP_TO));
    assertThat(withheld.documentsRead()).isEqualTo(Backlog.COUNTED_UP_TO);
  }

  @Test
  void a_write_costs_the_same_at_every_size() {
    List<Cost> costs = new ArrayList<>();
    for (int size : SIZES) {
      STORES.messages().add(message(stream(size), "first").build());
      costs.add(
          cost(
              "message added to " + size,
              () -> STORES.messages().add(message(stream(size), "new").build())));
      STORES.messages().withdraw(stream(size), "new");
      STORES.messages().withdraw(stream(size), "first");
    }
    assertThat(costs).containsOnly(new Cost(1, 1));
  }

  @Test
  void a_recount_reads_all_documents_and_corrects_nothing() {
    int size = SIZES.get(1);
    var unused = STORES.messageArchive().recount(stream(size));
    Cost cost = cost("recount of " + size, () -> STORES.messageArchive().recount(stream(size)));
    assertThat(cost.documentsRead()).isGreaterThanOrEqualTo(size);
    assertThat(STORES.messageArchive().count(stream(size)).published()).isEqualTo(size);
  }
}
