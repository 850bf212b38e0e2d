package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.annotation.BindingName;
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
import io.spillway.wire.QueueText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Queue deliveries to a function, pumped manually with a manual clock. */
class QueueDeliveryTest {

  private static final Payload BYTES = Payload.of(new byte[] {0, (byte) 0xC3, (byte) 0x28, 7});
  private static final QueueSettings SETTINGS = QueueSettings.STANDARD;

  private final SettableClock clock = new SettableClock();
  private final WorkQueue queue = new InMemoryWorkQueue("orders", clock);
  private final WorkQueue poison = new InMemoryWorkQueue("orders-poison", clock);
  private final Orders orders = new Orders();
  private final QueueListener listener = listener(queue, Runnable::run);

  /** A function that fails a given number of times. */
  public static final class Orders {
    private final List<Payload> payloads = new ArrayList<>();
    private final List<String> bindings = new ArrayList<>();
    private int failuresLeft;

    @FunctionName("orders")
    public void take(
        @QueueTrigger(name = "order", queueName = "orders", connection = "") byte[] order,
        @BindingName("Id") String id,
        @BindingName("DequeueCount") long dequeueCount,
        @BindingName("InsertionTime") String insertionTime) {
      payloads.add(QueueText.decode(order));
      bindings.add(id + " " + dequeueCount + " " + insertionTime);
      if (failuresLeft-- > 0) {
        throw new IllegalStateException("told to fail");
      }
    }
  }

  /** A function that takes text. */
  public static final class Notes {
    private final List<String> texts = new ArrayList<>();

    @FunctionName("notes")
    public void take(
        @QueueTrigger(name = "note", queueName = "notes", connection = "") String note) {
      texts.add(note);
    }
  }

  @Test
  void a_payload_reaches_its_function_with_where_it_comes_from_and_is_then_gone() {
    queue.send(BYTES);

    assertThat(listener.pump()).isEqualTo(1);

    assertThat(orders.payloads).containsExactly(BYTES);
    assertThat(orders.bindings).containsExactly("1 1 " + clock.instant());
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void a_function_is_handed_the_text_as_the_real_host_hands_it_undecoded() {
    Notes notes = new Notes();
    WorkQueue noteQueue = new InMemoryWorkQueue("notes", clock);
    noteQueue.send(Payload.of("grüße"));

    new QueueListener(onlyQueue(notes), noteQueue, poison, SETTINGS, Runnable::run).pump();

    assertThat(notes.texts).containsExactly("Z3LDvMOfZQ==");
  }

  @Test
  void a_failed_delivery_is_retried_after_the_visibility_timeout() {
    orders.failuresLeft = 1;
    queue.send(BYTES);
    listener.pump();

    assertThat(listener.pump()).isZero();
    clock.advance(SETTINGS.visibilityTimeout());
    assertThat(listener.pump()).isEqualTo(1);

    assertThat(orders.payloads).containsExactly(BYTES, BYTES);
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void a_message_that_fails_too_often_moves_to_the_poison_queue_byte_for_byte() {
    orders.failuresLeft = Integer.MAX_VALUE;
    queue.send(BYTES);

    pumpUntilEmpty();

    assertThat(orders.payloads).hasSize(SETTINGS.maxDequeueCount());
    assertThat(queue.approximateCount()).isZero();
    assertThat(poison.receive(2, Duration.ofSeconds(1)))
        .extracting(Delivery::payload)
        .containsExactly(BYTES);
  }

  @Test
  void a_crash_between_poisoning_and_deleting_poisons_twice_and_loses_nothing() {
    orders.failuresLeft = Integer.MAX_VALUE;
    queue.send(BYTES);
    CrashingQueue crashing = new CrashingQueue(queue);
    QueueListener crashingListener = listener(crashing, Runnable::run);
    crashing.failsOnDelete = true;
    for (int i = 0; i < SETTINGS.maxDequeueCount(); i++) {
      crashingListener.pump();
      clock.advance(SETTINGS.visibilityTimeout());
    }
    assertThat(queue.approximateCount()).isEqualTo(1);

    clock.advance(SETTINGS.lease());
    listener.pump();

    assertThat(orders.payloads).as("not tried once more").hasSize(SETTINGS.maxDequeueCount());
    assertThat(queue.approximateCount()).isZero();
    assertThat(poison.receive(3, Duration.ofSeconds(1)))
        .extracting(Delivery::payload)
        .containsExactly(BYTES, BYTES);
  }

  @Test
  void a_failed_poison_message_is_hidden_for_its_lease_and_kept() {
    orders.failuresLeft = 1;
    queue.send(BYTES);
    QueueListener ofPoison =
        new QueueListener(onlyQueue(orders), queue, null, SETTINGS, Runnable::run);
    ofPoison.pump();

    clock.advance(SETTINGS.lease().minusMillis(1));
    assertThat(ofPoison.pump()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(ofPoison.pump()).isEqualTo(1);

    assertThat(orders.payloads).containsExactly(BYTES, BYTES);
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void after_too_many_deliveries_a_poison_queue_keeps_its_message_without_a_call() {
    QueueSettings twice =
        new QueueSettings(16, 8, 2, SETTINGS.lease(), SETTINGS.visibilityTimeout());
    orders.failuresLeft = Integer.MAX_VALUE;
    queue.send(BYTES);
    QueueListener ofPoison =
        new QueueListener(onlyQueue(orders), queue, null, twice, Runnable::run);
    for (int i = 0; i < 5; i++) {
      ofPoison.pump();
      clock.advance(SETTINGS.lease());
    }

    assertThat(orders.payloads).containsExactly(BYTES, BYTES);
    assertThat(queue.approximateCount()).isEqualTo(1);
  }

  @Test
  void a_text_that_no_poison_queue_of_ours_could_hold_stays_and_is_tried_on() {
    QueueSettings twice =
        new QueueSettings(16, 8, 2, SETTINGS.lease(), SETTINGS.visibilityTimeout());
    Payload large = Payload.of(" ".repeat(WorkQueue.MAX_PAYLOAD_BYTES + 1));
    orders.failuresLeft = 4;
    queue.send(BYTES);
    QueueListener stuck =
        new QueueListener(
            onlyQueue(orders), new Holding(queue, large), poison, twice, Runnable::run);
    for (int i = 0; i < 5; i++) {
      stuck.pump();
      clock.advance(SETTINGS.visibilityTimeout());
    }

    assertThat(orders.payloads).hasSize(5).containsOnly(large);
    assertThat(queue.approximateCount()).isZero();
    assertThat(poison.approximateCount()).isZero();
  }

  @Test
  void while_the_poison_queue_is_full_nothing_is_deleted() {
    WorkQueue full = new InMemoryWorkQueue("orders-poison", clock, 1);
    full.send(Payload.of("full"));
    orders.failuresLeft = Integer.MAX_VALUE;
    queue.send(BYTES);
    QueueListener stuck =
        new QueueListener(onlyQueue(orders), queue, full, SETTINGS, Runnable::run);
    for (int i = 0; i < SETTINGS.maxDequeueCount(); i++) {
      stuck.pump();
      clock.advance(SETTINGS.visibilityTimeout());
    }

    assertThat(queue.approximateCount()).isEqualTo(1);
    full.delete(full.receive(1, Duration.ofSeconds(1)).get(0));
    clock.advance(SETTINGS.lease());
    stuck.pump();

    assertThat(queue.approximateCount()).isZero();
    assertThat(full.receive(1, Duration.ofSeconds(1)).get(0).payload()).isEqualTo(BYTES);
  }

  @Test
  void a_success_whose_delete_was_lost_is_delivered_again() {
    CrashingQueue crashing = new CrashingQueue(queue);
    crashing.failsOnDelete = true;
    queue.send(BYTES);
    listener(crashing, Runnable::run).pump();

    clock.advance(SETTINGS.lease());
    listener.pump();

    assertThat(orders.payloads).containsExactly(BYTES, BYTES);
    assertThat(queue.approximateCount()).isZero();
  }

  @Test
  void no_more_run_at_once_than_the_real_host_lets() {
    Deque<Runnable> waiting = new ArrayDeque<>();
    QueueListener slow = listener(queue, waiting::add);
    for (int i = 0; i < 100; i++) {
      queue.send(BYTES);
    }

    assertThat(slow.pump()).isEqualTo(16);
    assertThat(slow.pump()).as("more than the threshold are running").isZero();
    for (int i = 0; i < 8; i++) {
      waiting.remove().run();
    }
    assertThat(slow.pump()).isEqualTo(16);

    assertThat(waiting).hasSize(SETTINGS.maxConcurrency()).hasSize(24);
    assertThat(slow.pump()).isZero();
  }

  private void pumpUntilEmpty() {
    for (int i = 0; i < 300 && queue.approximateCount() > 0; i++) {
      listener.pump();
      clock.advance(SETTINGS.visibilityTimeout());
    }
  }

  private QueueListener listener(WorkQueue from, Executor executor) {
    return new QueueListener(onlyQueue(orders), from, poison, SETTINGS, executor);
  }

  private static FunctionCatalogue.Queue onlyQueue(Object function) {
    return FunctionCatalogue.of(List.of(function), DurableClientContext::new).queues().get(0);
  }

  /** A storage account's queue with longer texts from other producers. */
  private static final class Holding extends Forwarding {
    private final Payload payload;

    Holding(WorkQueue queue, Payload payload) {
      super(queue);
      this.payload = payload;
    }

    @Override
    public List<Delivery> receive(int max, Duration visibility) {
      return super.receive(max, visibility).stream()
          .map(
              found ->
                  new Delivery(
                      found.messageId(),
                      found.receipt(),
                      payload,
                      found.dequeueCount(),
                      found.insertedAt()))
          .toList();
    }
  }

  /** A queue whose consumer dies before it deletes: the queue only sees that no call comes. */
  private static final class CrashingQueue extends Forwarding {
    private boolean failsOnDelete;

    CrashingQueue(WorkQueue queue) {
      super(queue);
    }

    @Override
    public boolean delete(Delivery delivery) {
      if (failsOnDelete) {
        throw new PortException(Failure.transientFailure("queue.unavailable", "crashed"));
      }
      return super.delete(delivery);
    }
  }
}
