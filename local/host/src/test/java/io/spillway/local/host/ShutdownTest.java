package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Route;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Running work at a stop of the host, and under overload. */
@Timeout(30)
class ShutdownTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Slow slow = new Slow();
  private final SettableClock clock = new SettableClock();
  private final WorkQueue queue = new InMemoryWorkQueue("slow", clock);
  private final WorkQueue poison = new InMemoryWorkQueue("slow-poison", clock);

  /** Functions that end on demand. */
  public static final class Slow {
    private final Semaphore entered = new Semaphore(0);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private ApiResponse answer(Call call) {
      try {
        waitForEnd();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new ApiResponse(200, "text/plain", "done", Map.of());
    }

    @FunctionName("slow-queue")
    public void queue(@QueueTrigger(name = "slow", queueName = "slow", connection = "") String text)
        throws InterruptedException {
      waitForEnd();
    }

    private void waitForEnd() throws InterruptedException {
      entered.release();
      mayEnd.await();
    }
  }

  @Test
  void a_stop_waits_for_requests_and_deliveries_that_had_begun() throws Exception {
    FunctionHost host = start(HostSettings.on("127.0.0.1", 0));
    queue.send(Payload.of("x"));
    var response = get(host);
    slow.entered.acquire(2);

    CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(host::stop);
    awaitRefusalOfConnections(host);
    // The host refuses connections slightly before it closes existing ones.
    while (!host.isStopping()) {
      Thread.onSpinWait();
    }
    assertThat(response).isNotDone();
    slow.mayEnd.countDown();

    assertThat(stopped.get(20, TimeUnit.SECONDS)).as("all ended in time").isTrue();
    assertThat(response.get().statusCode()).isEqualTo(200);
    assertThat(response.get().headers().firstValue("Connection")).hasValue("close");
    assertThat(queue.approximateCount()).as("the delivery was settled").isZero();
    assertThat(host.answered()).isEqualTo(1);
  }

  /** A timer that waits between two steps of its work. */
  public static final class Waiting {
    private final CountDownLatch waits = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @FunctionName("waiting")
    public void run(@TimerTrigger(name = "timer", schedule = "* * * * * *") String timer) {
      try {
        waits.countDown();
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        told.countDown();
      }
    }
  }

  @Test
  void a_stop_interrupts_a_timer_between_two_steps() throws Exception {
    Waiting waiting = new Waiting();
    HostSettings settings = HostSettings.on("127.0.0.1", 0);
    FunctionHost host =
        FunctionHost.start(
            List.of(waiting),
            CallingFunctions.router(List.of()),
            name -> queue,
            InstantSource.system(),
            settings);
    waiting.waits.await();

    assertThat(host.stop()).isTrue();
    assertThat(waiting.told.getCount()).isZero();
  }

  @Test
  void a_stop_does_not_wait_for_ever() throws Exception {
    FunctionHost host = start(settings(64, 256, Duration.ofMillis(50)));
    queue.send(Payload.of("x"));
    slow.entered.acquire();

    assertThat(host.stop()).isFalse();
    assertThat(queue.approximateCount()).as("not settled, so not lost").isEqualTo(1);
  }

  @Test
  void requests_beyond_the_limits_are_503_with_retry_after() throws Exception {
    try (FunctionHost host = start(settings(1, 0, Duration.ofSeconds(20)))) {
      var first = get(host);
      slow.entered.acquire();

      var second = get(host).get(20, TimeUnit.SECONDS);

      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().map())
          .containsEntry("retry-after", List.of("1"))
          .containsEntry("content-type", List.of("application/problem+json"));
      assertThat(second.body()).contains("/problems/overloaded");
      slow.mayEnd.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(get(host).get(20, TimeUnit.SECONDS).statusCode())
          .as("answered again when the load has gone")
          .isEqualTo(200);
    }
  }

  @Test
  void a_request_that_waits_too_long_is_503_with_retry_after() throws Exception {
    HostSettings impatient = settings(1, 1, Duration.ofMillis(1), Duration.ofSeconds(20));
    try (FunctionHost host = start(impatient)) {
      var first = get(host);
      slow.entered.acquire();

      var second = get(host).get(20, TimeUnit.SECONDS);

      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("retry-after")).hasValue("1");
      slow.mayEnd.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  private static void awaitRefusalOfConnections(FunctionHost host) {
    boolean refused = false;
    while (!refused) {
      try (Socket socket = new Socket(host.uri().getHost(), host.uri().getPort())) {
        Thread.onSpinWait();
      } catch (IOException e) {
        refused = true;
      }
    }
  }

  private FunctionHost start(HostSettings settings) {
    Map<String, WorkQueue> queues = Map.of("slow", queue, "slow-poison", poison);
    return FunctionHost.start(
        List.of(slow),
        CallingFunctions.router(
            List.of(new Route("slow", HttpMethod.GET, "slow", Set.of(), slow::answer)), "slow"),
        queues::get,
        InstantSource.system(),
        settings);
  }

  private static HostSettings settings(int maxRequests, int maxWaiting, Duration maxDrain) {
    return settings(maxRequests, maxWaiting, Duration.ofSeconds(5), maxDrain);
  }

  private static HostSettings settings(
      int maxRequests, int maxWaiting, Duration maxWait, Duration maxDrain) {
    HostSettings standard = HostSettings.on("127.0.0.1", 0);
    return new HostSettings(
        standard.host(),
        0,
        standard.maxBodyBytes(),
        maxRequests,
        maxWaiting,
        maxWait,
        maxDrain,
        standard.queues());
  }

  private CompletableFuture<java.net.http.HttpResponse<String>> get(FunctionHost host) {
    return client.sendAsync(
        java.net.http.HttpRequest.newBuilder(host.uri().resolve("/api/slow")).build(),
        BodyHandlers.ofString());
  }
}
