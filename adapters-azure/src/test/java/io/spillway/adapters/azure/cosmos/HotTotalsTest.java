package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.DocumentWrites;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals of a stream with fifty events a second, on a server whose overlapping writes conflict. */
class HotTotalsTest {

  private static final int SECONDS = 4;
  private static final int EVENTS_PER_SECOND = 50;

  @ParameterizedTest
  @ValueSource(ints = {10, 20})
  void fifty_events_a_second(int writeMillis) {
    String stream = Fixtures.uniqueStream();
    Milestones milestones = Milestones.of(List.of(10L, 50L, 51L, 100L));
    try (CosmosTestServer server =
            CosmosTestServer.builder()
                .unitsPerSecond(5_000)
                .writeTime(Duration.ofMillis(writeMillis))
                .start();
        CosmosStores stores =
            new CosmosStores(
                TestCosmos.settings(server.connectionString()).creatingIfMissing(true))) {
      StatsStore stats = stores.stats();
      stats.apply(event(stream, "first").build(), milestones);
      for (int i = 0; i < 32; i++) {
        stats.apply(event("warm", "warm-" + i).build());
      }
      server.writes().clear();
      server.requests().clear();

      ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<CountResult> results = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
      ScheduledExecutorService senders = Executors.newScheduledThreadPool(64);
      Random random = new Random(1);
      List<CompletableFuture<Void>> all = new ArrayList<>();
      double at = 0;
      for (int i = 0; i < SECONDS * EVENTS_PER_SECOND; i++) {
        at += -Math.log(1 - random.nextDouble()) * 1000 / EVENTS_PER_SECOND;
        StreamEvent next =
            i % 2 == 0
                ? event(stream, "e-" + i).build()
                : event(stream, "e-" + i).donation(i, "EUR").build();
        CompletableFuture<Void> done = new CompletableFuture<>();
        all.add(done);
        senders.schedule(
            () -> {
              long start = System.nanoTime();
              try {
                results.add(stats.apply(next, milestones));
              } catch (RuntimeException e) {
                failures.add(e);
              }
              millis.add((System.nanoTime() - start) / 1e6);
              done.complete(null);
            },
            (long) (at * 1000),
            TimeUnit.MICROSECONDS);
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
      senders.shutdown();
      List<Double> sorted = new ArrayList<>(millis);
      Collections.sort(sorted);
      List<DocumentWrites.Total> writes = server.writes().totals();
      System.out.printf(
          "HOT | %d ms | p50 %.0f p99 %.0f max %.0f | conflicts %d | hottest %s | failed %d | RU %.0f | requests %d%n",
          writeMillis,
          sorted.get(sorted.size() / 2),
          sorted.get(sorted.size() * 99 / 100),
          sorted.get(sorted.size() - 1),
          writes.stream().mapToLong(DocumentWrites.Total::conflicts).sum(),
          writes.get(0),
          failures.size(),
          server.requests().totals().values().stream().mapToDouble(t -> t.charge()).sum(),
          server.requests().totals().values().stream().mapToLong(t -> t.requests()).sum());
      failures.stream().limit(2).forEach(Throwable::printStackTrace);
      assertThat(failures).isEmpty();
      assertThat(results.stream().map(CountResult::milestone).filter(m -> m != null).sorted())
          .containsExactly(10L, 50L, 51L, 100L);
      
    }
  }
}
