package io.spillway.core.event;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.ParkedEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parks events in their queue while the ledger has an open or redriving dead letter of their
 * stream. Fails open: if the ledger or the queue fails, the event is processed, because an outage
 * of the ledger must not stop the fan-out.
 */
public final class StreamParking implements Parking {

  private static final List<DeadLetterState> BLOCKING =
      List.of(DeadLetterState.OPEN, DeadLetterState.WAITING, DeadLetterState.REDRIVING);

  private static final int MOST_STREAMS = 10_000;

  private final DeadLetterLedger ledger;
  private final WorkQueue queue;
  private final Function<ParkedEvent, Payload> writer;
  private final ParkingRules rules;
  private final InstantSource clock;
  private final Map<String, Observation> streams =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Observation> eldest) {
          return size() > MOST_STREAMS;
        }
      };

  private volatile @Nullable Observation queueIsFull;

  /**
   * Creates the parking of a queue.
   *
   * @param ledger the ledger of dead letters
   * @param queue the queue of events
   * @param writer the function from a parked event to a payload, which the consumer can distinguish
   *     from others
   * @param rules the limits
   * @param clock the time of waits and of cached observations
   */
  public StreamParking(
      DeadLetterLedger ledger,
      WorkQueue queue,
      Function<ParkedEvent, Payload> writer,
      ParkingRules rules,
      InstantSource clock) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.queue = requireNonNull(queue, "queue");
    this.writer = requireNonNull(writer, "writer");
    this.rules = requireNonNull(rules, "rules");
    this.clock = requireNonNull(clock, "clock");
  }

  /** A cached observation. */
  private record Observation(boolean so, Instant at) {

    boolean isFresh(Instant now) {
      return isWithin(ParkingRules.TRUSTED, now);
    }

    boolean isWithin(Duration time, Instant now) {
      return now.isBefore(at.plus(time));
    }
  }

  @Override
  public boolean park(Arrival arrival, @Nullable Instant since, String streamId) {
    Instant now = clock.instant();
    Instant first = since == null ? now : since;
    Duration waited = Duration.between(first, now);
    if (waited.compareTo(rules.longestWait()) >= 0 || !isBlocked(streamId, now) || isFull(now)) {
      return false;
    }
    Payload payload = writer.apply(new ParkedEvent(arrival, first));
    return payload.size() <= WorkQueue.MAX_PAYLOAD_BYTES && putBack(payload, waited);
  }

  private boolean putBack(Payload payload, Duration waited) {
    try {
      queue.send(payload, rules.pauseAfter(waited));
      return true;
    } catch (PortException e) {
      return false;
    }
  }

  private boolean isBlocked(String streamId, Instant now) {
    Observation seen;
    synchronized (streams) {
      seen = streams.get(streamId);
    }
    if (seen == null || !seen.isFresh(now)) {
      seen = new Observation(hasLetter(streamId), now);
      synchronized (streams) {
        streams.put(streamId, seen);
      }
    }
    return seen.so();
  }

  private boolean hasLetter(String streamId) {
    try {
      return BLOCKING.stream().anyMatch(state -> has(streamId, state));
    } catch (PortException e) {
      return false;
    }
  }

  private boolean has(String streamId, DeadLetterState state) {
    DeadLetterFilter filter = DeadLetterFilter.all().inStream(streamId).withState(state);
    return !ledger.list(filter, PageRequest.first(1)).items().isEmpty();
  }

  private boolean isFull(Instant now) {
    Observation seen = queueIsFull;
    if (seen == null || !seen.isFresh(now)) {
      seen = new Observation(hasTooMany(), now);
      queueIsFull = seen;
    }
    return seen.so();
  }

  private boolean hasTooMany() {
    try {
      return queue.approximateCount() >= rules.mostQueued();
    } catch (PortException e) {
      return true;
    }
  }

  /** Returns the number of blocked streams observed by this process in the last five minutes. */
  @Override
  public Health health() {
    Instant now = clock.instant();
    long blocked;
    synchronized (streams) {
      blocked =
          streams.values().stream()
              .filter(seen -> seen.so() && seen.isWithin(ParkingRules.LONGEST_PAUSE, now))
              .count();
    }
    String detail = blocked == 0 ? "" : "streams blocked by a dead letter: " + blocked;
    return new Health("parking", Health.State.UP, detail);
  }
}
