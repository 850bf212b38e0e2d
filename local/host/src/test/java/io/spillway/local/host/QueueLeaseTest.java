package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Leases of deliveries of two hosts on one queue. A delivery runs from the time a listener has
 * received it until the test lets its worker go.
 */
class QueueLeaseTest {

  private static final QueueSettings SETTINGS = QueueSettings.STANDARD;
  private static final Duration LEASE = SETTINGS.lease();

  private final SettableClock clock = new SettableClock();
  private final WorkQueue queue = new InMemoryWorkQueue("orders", clock);
  private final WorkQueue poison = new InMemoryWorkQueue("orders-poison", clock);
  private final Orders orders = new Orders();
  private final Deque<Runnable> running = new ArrayDeque<>();
  private final QueueListener here = listener(queue, SETTINGS);
  private final QueueListener elsewhere = listener(queue, SETTINGS);

  /** A function that may fail. */
  public static final class Orders {
    private final List<String> taken = new ArrayList<>();
    private boolean fails;

    @FunctionName("orders")
    public void take(
        @QueueTrigger(name = "order", queueName = "orders", connection = "") String order) {
      taken.add(order);
      if (fails) {
        throw new IllegalStateException("told to fail");
      }
    }
  }

  @Test
  void the_deliveries_of_a_killed_host_come_again_within_half_a_minute() {
    queue.send(Payload.of("x"));
    here.pump();
    running.clear();

    clock.advance(Duration.ofSeconds(30));

    assertThat(elsewhere.pump()).isEqualTo(1);
  }

  @Test
  void a_long_delivery_is_never_delivered_to_another_host_while_it_runs() {
    queue.send(Payload.of("x"));
    here.pump();
    for (int renewal = 0; renewal < 100; renewal++) {
      clock.advance(SETTINGS.renewalInterval());
      here.renewLeases();
      assertThat(elsewhere.pump()).isZero();
    }

    running.remove().run();

    assertThat(orders.taken).hasSize(1);
    assertThat(queue.approximateCount()).as("deleted by the latest receipt").isZero();
  }

  @Test
  void a_long_delivery_that_fails_is_retried_after_the_visibility_timeout() {
    orders.fails = true;
    queue.send(Payload.of("x"));
    here.pump();
    clock.advance(SETTINGS.renewalInterval());
    here.renewLeases();

    running.remove().run();
    clock.advance(SETTINGS.visibilityTimeout());

    assertThat(elsewhere.pump()).isEqualTo(1);
  }

  @Test
  void two_failed_renewals_lose_no_lease() {
    FailingQueue failing = new FailingQueue(queue);
    QueueListener unlucky = listener(failing, SETTINGS);
    queue.send(Payload.of("x"));
    unlucky.pump();

    failing.fails = true;
    clock.advance(SETTINGS.renewalInterval());
    unlucky.renewLeases();
    clock.advance(SETTINGS.renewalInterval());
    unlucky.renewLeases();
    failing.fails = false;
    clock.advance(SETTINGS.renewalInterval().minusMillis(1));
    unlucky.renewLeases();
    clock.advance(SETTINGS.renewalInterval());

    assertThat(elsewhere.pump()).isZero();
    running.remove().run();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void a_host_that_was_paused_settles_nothing_that_another_has_received() {
    queue.send(Payload.of("x"));
    here.pump();
    clock.advance(LEASE);
    elsewhere.pump();

    here.renewLeases();
    running.remove().run();
    assertThat(queue.approximateCount()).as("not deleted by the first").isEqualTo(1);
    assertThat(elsewhere.pump()).as("nor released").isZero();

    running.remove().run();
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void a_host_that_was_paused_during_the_last_attempt_moves_nothing_to_the_poison_queue() {
    QueueSettings once = new QueueSettings(16, 8, 1, LEASE, SETTINGS.visibilityTimeout());
    QueueListener impatient = listener(queue, once);
    orders.fails = true;
    queue.send(Payload.of("x"));
    impatient.pump();
    clock.advance(LEASE);
    elsewhere.pump();

    running.remove().run();

    assertThat(poison.approximateCount()).isZero();
    assertThat(queue.approximateCount()).isEqualTo(1);
  }

  @Test
  void a_message_that_comes_back_while_it_runs_here_does_not_run_twice_at_once() {
    queue.send(Payload.of("x"));
    here.pump();
    clock.advance(LEASE);

    here.pump();
    assertThat(running).hasSize(1);
    clock.advance(LEASE.minusMillis(1));
    here.renewLeases();
    clock.advance(LEASE.minusMillis(1));
    assertThat(elsewhere.pump()).as("renewed by the later receipt").isZero();
    running.remove().run();

    assertThat(orders.taken).hasSize(1);
    assertThat(queue.approximateCount()).as("deleted by the later receipt").isZero();
  }

  @Test
  void a_delivery_that_has_ended_is_no_longer_renewed() {
    orders.fails = true;
    queue.send(Payload.of("x"));
    QueueListener ofPoison = new QueueListener(only(orders), queue, null, SETTINGS, running::add);
    ofPoison.pump();
    running.remove().run();

    clock.advance(LEASE.minusMillis(1));
    ofPoison.renewLeases();
    clock.advance(Duration.ofMillis(1));

    assertThat(ofPoison.pump()).as("of a poison queue, when its lease is over").isEqualTo(1);
    assertThat(running).hasSize(1);
  }

  @Test
  @Timeout(30)
  void a_host_renews_by_itself_and_stops_with_its_last_delivery() throws Exception {
    FailingQueue counting = new FailingQueue(queue);
    Slow slow = new Slow();
    QueueSettings shortest = new QueueSettings(16, 8, 240, Duration.ofSeconds(1), LEASE);
    HostSettings standard = HostSettings.on("127.0.0.1", 0);
    HostSettings settings =
        new HostSettings(
            standard.host(),
            0,
            standard.maxBodyBytes(),
            standard.maxRequests(),
            standard.maxWaitingRequests(),
            standard.maxWait(),
            standard.maxDrain(),
            shortest);
    queue.send(Payload.of("x"));
    FunctionHost host =
        FunctionHost.start(
            List.of(slow),
            CallingFunctions.router(List.of()),
            name -> name.endsWith("-poison") ? poison : counting,
            clock,
            settings);
    assertThat(counting.renewed.await(20, TimeUnit.SECONDS)).isTrue();

    slow.mayEnd.countDown();

    assertThat(host.stop()).isTrue();
    assertThat(queue.approximateCount()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("queue-renewals"))
        .allSatisfy(thread -> thread.join(20_000))
        .noneMatch(Thread::isAlive);
  }

  /** A function that ends on demand. */
  public static final class Slow {
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @FunctionName("slow")
    public void take(
        @QueueTrigger(name = "order", queueName = "orders", connection = "") String order)
        throws InterruptedException {
      mayEnd.await();
    }
  }

  private QueueListener listener(WorkQueue from, QueueSettings settings) {
    return new QueueListener(only(orders), from, poison, settings, running::add);
  }

  private static FunctionCatalogue.Queue only(Object function) {
    return FunctionCatalogue.of(List.of(function), DurableClientContext::new).queues().get(0);
  }

  /** A queue whose renewals may fail. */
  private static final class FailingQueue extends Forwarding {
    private final CountDownLatch renewed = new CountDownLatch(1);
    private volatile boolean fails;

    FailingQueue(WorkQueue queue) {
      super(queue);
    }

    @Override
    public Optional<Delivery> renew(Delivery delivery, Duration visibility) {
      if (fails) {
        throw new PortException(Failure.transientFailure("queue.unavailable", "out"));
      }
      renewed.countDown();
      return super.renew(delivery, visibility);
    }
  }
}
