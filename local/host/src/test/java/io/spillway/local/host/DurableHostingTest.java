package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import io.spillway.wire.QueueText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orchestrators, activities and durable clients on the local host. */
@Timeout(60)
class DurableHostingTest {

  private final SettableClock clock = new SettableClock();
  private final WorkQueue queue = new InMemoryWorkQueue("orders", clock);
  private final WorkQueue poison = new InMemoryWorkQueue("orders-poison", clock);
  private final Orders orders = new Orders();

  /** A delivery that ends with its orchestration, which ends with its activity. */
  public static final class Orders {
    private final CountDownLatch cooking = new CountDownLatch(1);
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CompletableFuture<String> output = new CompletableFuture<>();

    @FunctionName("take")
    public void take(
        @QueueTrigger(name = "order", queueName = "orders", connection = "") byte[] text,
        @DurableClientInput(name = "durable") DurableClientContext durable)
        throws TimeoutException {
      taken.countDown();
      try (DurableTaskClient client = durable.getClient()) {
        String order = QueueText.decode(text).text().orElseThrow();
        String id = client.scheduleNewOrchestrationInstance("serve", order);
        OrchestrationMetadata end =
            client.waitForInstanceCompletion(id, Duration.ofSeconds(50), true);
        output.complete(end.readOutputAs(String.class));
      }
    }

    @FunctionName("serve")
    public String serve(
        @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
      if (context.getInput(String.class).equals("later")) {
        context.createTimer(Duration.ofHours(1)).await();
      }
      return context.callActivity("cook", context.getInput(String.class), String.class).await();
    }

    @FunctionName("cook")
    public String cook(@DurableActivityTrigger(name = "dish") String dish)
        throws InterruptedException {
      cooking.countDown();
      mayEnd.await();
      return dish;
    }
  }

  /** An activity with an unsupported parameter. */
  public static final class Picky {
    @FunctionName("picky")
    public String run(@DurableActivityTrigger(name = "count") int count) {
      return "";
    }
  }

  /** An orchestrator with an unsupported parameter. */
  public static final class Deaf {
    @FunctionName("deaf")
    public String run(@DurableOrchestrationTrigger(name = "context") String context) {
      return "";
    }
  }

  @Test
  void a_queue_function_starts_an_orchestration_that_calls_an_activity() throws Exception {
    try (FunctionHost host = start(Duration.ofSeconds(20))) {
      orders.mayEnd.countDown();
      queue.send(Payload.of("soup"));

      assertThat(orders.output.get(50, TimeUnit.SECONDS)).isEqualTo("soup");
      assertThat(host.stop()).isTrue();
      assertThat(queue.approximateCount()).isZero();
    }
  }

  @Test
  void timers_of_orchestrations_go_by_the_hosts_clock() throws Exception {
    try (FunctionHost host = start(Duration.ofSeconds(20))) {
      orders.mayEnd.countDown();
      queue.send(Payload.of("later"));
      // A week passes in a few milliseconds, and the order would expire in its queue.
      orders.taken.await();

      while (!orders.output.isDone()) {
        clock.advance(Duration.ofMinutes(1));
        letOthersRun();
      }
      assertThat(orders.output.get()).isEqualTo("later");
      assertThat(host.uri()).isNotNull();
    }
  }

  /**
   * Yields, because a thread that only moves the clock takes the core from those that it waits for,
   * and hours pass between two of their steps.
   */
  private void letOthersRun() throws Exception {
    try {
      orders.output.get(5, TimeUnit.MILLISECONDS);
    } catch (TimeoutException goOn) {
      // The clock must advance.
    }
  }

  @Test
  void a_stop_waits_for_orchestrations_that_deliveries_wait_for() throws Exception {
    FunctionHost host = start(Duration.ofSeconds(20));
    queue.send(Payload.of("soup"));
    orders.cooking.await();

    CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(host::stop);
    assertThat(stopped).isNotDone();
    orders.mayEnd.countDown();

    assertThat(stopped.get(50, TimeUnit.SECONDS)).as("all ended in time").isTrue();
    assertThat(orders.output.get()).isEqualTo("soup");
    assertThat(queue.approximateCount()).as("the delivery was settled").isZero();
  }

  @Test
  void an_orchestration_that_a_stop_cuts_off_leaves_its_delivery_in_the_queue() throws Exception {
    FunctionHost host = start(Duration.ofMillis(50));
    queue.send(Payload.of("soup"));
    orders.cooking.await();

    assertThat(host.stop()).isFalse();

    assertThat(queue.approximateCount()).as("not settled, so not lost").isEqualTo(1);
    assertThat(orders.output).isNotDone();
  }

  @Test
  void functions_of_another_shape_are_refused_by_name() {
    for (Object function : List.of(new Picky(), new Deaf())) {
      String name = function.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      assertThatThrownBy(() -> FunctionCatalogue.of(List.of(function), DurableClientContext::new))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
  }

  private FunctionHost start(Duration maxDrain) {
    HostSettings standard = HostSettings.on("127.0.0.1", 0);
    HostSettings settings =
        new HostSettings(
            standard.host(),
            standard.port(),
            standard.maxBodyBytes(),
            standard.maxRequests(),
            standard.maxWaitingRequests(),
            standard.maxWait(),
            maxDrain,
            standard.queues());
    return FunctionHost.start(
        List.of(orders),
        CallingFunctions.router(List.of()),
        name -> name.equals("orders") ? queue : poison,
        clock,
        settings);
  }
}
