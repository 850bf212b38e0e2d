package io.spillway.simulation;

import io.spillway.ports.Stores;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Stores whose numbers of a stream differ from its documents. */
final class CountLies {

  private CountLies() {}

  /** Error that a write leaves in a number of the stream. */
  private interface Drift {

    /** Returns the error of a call, before it is made. */
    long of(Object store, Object[] arguments);
  }

  /** Does not count messages that a moderator releases. */
  static UnaryOperator<SharedState> ofReleases() {
    return published(
        "add",
        (store, arguments) -> {
          Message message = (Message) arguments[0];
          boolean isNew =
              ((MessageStore) store).find(message.streamId(), message.messageId()).isEmpty();
          return isNew && message.verdict() instanceof Verdict.Released ? -1 : 0;
        });
  }

  /** Counts a message again that is stored. */
  static UnaryOperator<SharedState> ofRetries() {
    return published(
        "add",
        (store, arguments) -> {
          Message message = (Message) arguments[0];
          return ((MessageStore) store).find(message.streamId(), message.messageId()).isPresent()
              ? 1
              : 0;
        });
  }

  /** Counts a withdrawn message off twice. */
  static UnaryOperator<SharedState> ofWithdrawals() {
    return published(
        "withdraw",
        (store, arguments) ->
            ((MessageStore) store).find((String) arguments[0], (String) arguments[1]).isPresent()
                ? -1
                : 0);
  }

  /** Counts a message as unmoderated although a recheck has scored it. */
  static UnaryOperator<SharedState> ofVerdicts() {
    return drifting(
        MessageStore.class,
        "replaceVerdict",
        (store, arguments) -> {
          Message read = (Message) arguments[0];
          boolean isCurrent =
              ((MessageStore) store)
                  .find(read.streamId(), read.messageId())
                  .filter(read::equals)
                  .isPresent();
          return isCurrent
                  && read.verdict() instanceof Verdict.Unmoderated
                  && !(arguments[1] instanceof Verdict.Unmoderated)
              ? 1
              : 0;
        },
        false);
  }

  /** Does not count a dismissed violation whose dismissal was undone. */
  static UnaryOperator<SharedState> ofUndos() {
    return drifting(
        ViolationStore.class,
        "replace",
        (store, arguments) -> {
          Violation next = (Violation) arguments[0];
          boolean wasDismissed =
              ((ViolationStore) store)
                  .find(next.id())
                  .filter(found -> found.version().equals(arguments[1]))
                  .filter(found -> found.value().state() == ViolationState.DISMISSED)
                  .isPresent();
          return wasDismissed && next.withholds() ? -1 : 0;
        },
        false);
  }

  private static UnaryOperator<SharedState> published(String method, Drift drift) {
    return drifting(MessageStore.class, method, drift, true);
  }

  private static UnaryOperator<SharedState> drifting(
      Class<?> port, String method, Drift drift, boolean isPublished) {
    return backing -> {
      Map<String, Long> errors = new HashMap<>();
      Stores stores =
          Lie.changed(
              backing.stores(),
              port,
              method,
              (store, arguments) -> {
                errors.merge(stream(arguments[0]), drift.of(store, arguments), Long::sum);
                return null;
              });
      return SharedState.of(backing.clock(), counting(port, isPublished, errors, stores));
    };
  }

  private static Stores counting(
      Class<?> port, boolean isPublished, Map<String, Long> errors, Stores stores) {
    if (port == ViolationStore.class) {
      return Lie.changed(
          stores,
          ViolationArchive.class,
          "countWithheld",
          (store, arguments) -> {
            String stream = (String) arguments[0];
            return ((ViolationArchive) store).countWithheld(stream)
                + errors.getOrDefault(stream, 0L);
          });
    }
    return Lie.changed(
        stores,
        MessageArchive.class,
        "count",
        (store, arguments) -> {
          if (!(arguments[0] instanceof String stream)) {
            return null;
          }
          MessageCounts counts = ((MessageArchive) store).count(stream);
          long by = errors.getOrDefault(stream, 0L);
          return isPublished
              ? new MessageCounts(counts.published() + by, counts.unmoderated())
              : new MessageCounts(counts.published(), counts.unmoderated() + by);
        });
  }

  private static String stream(Object argument) {
    if (argument instanceof Message message) {
      return message.streamId();
    }
    return argument instanceof Violation violation ? violation.id().streamId() : (String) argument;
  }
}
