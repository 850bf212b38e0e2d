package io.spillway.adapters.azure.queue;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueLimits;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.QueueText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work queue backed by one queue of a storage account. */
final class StorageQueue implements WorkQueue {

  private static final String ADAPTER = "storage-queue";

  /** Time to live that means no expiry. */
  private static final Duration NEVER = Duration.ofSeconds(-1);

  private final String name;
  private final boolean createIfMissing;
  private final Duration timeToLive;
  private final Supplier<QueueClient> client;
  private volatile @Nullable Failure lastFailure;

  StorageQueue(String name, boolean createIfMissing, Supplier<QueueClient> client) {
    if (!name.matches("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "a queue's name must be 3 to 63 lower case letters, digits and single hyphens: " + name);
    }
    this.name = name;
    this.createIfMissing = createIfMissing;
    // Dead letters do not expire, because adding them is always idempotent; counting an event is
    // idempotent only while its marker exists.
    this.timeToLive = name.equals(QueueNames.DEAD_LETTERS) ? NEVER : TIME_TO_LIVE;
    this.client = client;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void send(Payload payload, Duration delay) {
    QueueLimits.checkSend(payload, delay);
    WholeSeconds hidden = WholeSeconds.belowTimeToLive(delay);
    BinaryData body = BinaryData.fromString(QueueText.encode(payload));
    call(
        queue ->
            queue.sendMessageWithResponse(body, hidden.duration(), timeToLive, null, Context.NONE));
  }

  @Override
  public List<Delivery> receive(int max, Duration visibility) {
    QueueLimits.checkReceive(max, visibility);
    WholeSeconds hidden = WholeSeconds.of(visibility);
    return call(
        queue ->
            queue.receiveMessages(max, hidden.duration(), null, Context.NONE).stream()
                .map(StorageQueue::delivery)
                .toList());
  }

  @Override
  public boolean delete(Delivery delivery) {
    return call(
        queue ->
            unlessStale(
                    () -> {
                      queue.deleteMessage(delivery.messageId(), delivery.receipt());
                      return delivery;
                    })
                .isPresent());
  }

  @Override
  public boolean release(Delivery delivery, Duration delay) {
    QueueLimits.checkRelease(delay);
    return hide(delivery, delay).isPresent();
  }

  @Override
  public Optional<Delivery> renew(Delivery delivery, Duration visibility) {
    QueueLimits.checkVisibility(visibility);
    return hide(delivery, visibility);
  }

  private Optional<Delivery> hide(Delivery delivery, Duration time) {
    Duration hidden = WholeSeconds.of(time).duration();
    // Without a text, the update keeps the payload and need not send it again.
    return call(
        queue ->
            unlessStale(
                () ->
                    delivery.withReceipt(
                        queue
                            .updateMessage(delivery.messageId(), delivery.receipt(), null, hidden)
                            .getPopReceipt())));
  }

  @Override
  public long approximateCount() {
    return call(queue -> queue.getProperties().getApproximateMessagesCountLong());
  }

  @Override
  public Health health() {
    Failure failure = lastFailure;
    if (failure == null) {
      return Health.up(ADAPTER);
    }
    Health.State state =
        failure.category() == FailureCategory.THROTTLED ? Health.State.DEGRADED : Health.State.DOWN;
    return new Health(ADAPTER, state, name + ": " + failure.code());
  }

  private static Delivery delivery(QueueMessageItem item) {
    return new Delivery(
        item.getMessageId(),
        item.getPopReceipt(),
        QueueText.decode(item.getBody() == null ? new byte[0] : item.getBody().toBytes()),
        Math.toIntExact(item.getDequeueCount()),
        item.getInsertionTime().toInstant());
  }

  private static Optional<Delivery> unlessStale(Supplier<Delivery> operation) {
    try {
      return Optional.of(operation.get());
    } catch (QueueStorageException e) {
      if (QueueErrorCode.POP_RECEIPT_MISMATCH.equals(e.getErrorCode())
          || QueueErrorCode.MESSAGE_NOT_FOUND.equals(e.getErrorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private <T> T call(Function<QueueClient, T> operation) {
    try {
      T result = creatingIfMissing(operation);
      lastFailure = null;
      return result;
    } catch (RuntimeException e) {
      PortException failed = QueueFailures.of(e, name);
      lastFailure = failed.failure();
      throw failed;
    }
  }

  private <T> T creatingIfMissing(Function<QueueClient, T> operation) {
    QueueClient queue = client.get();
    try {
      return operation.apply(queue);
    } catch (QueueStorageException e) {
      if (createIfMissing && QueueErrorCode.QUEUE_NOT_FOUND.equals(e.getErrorCode())) {
        queue.createIfNotExists();
        return operation.apply(queue);
      }
      throw e;
    }
  }
}
