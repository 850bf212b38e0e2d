package io.spillway.simulation;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Oracle of restrictions: an acknowledged one applies in every process within {@link #LATE} and
 * until its end, and none outlives its end. While its store fails, and that long afterwards,
 * messages are not checked.
 */
final class RestrictionOracle {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  /** Time within which other processes learn of a change. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private static final String HELD = "all messages of the author are withheld: restricted by ";

  /**
   * Author in a scope.
   *
   * @param streamId the stream's id; null for all streams
   */
  record Place(String author, @Nullable String streamId) {

    boolean includes(String otherAuthor, String otherStream) {
      return author.equals(otherAuthor) && (streamId == null || streamId.equals(otherStream));
    }

    /** Returns the stream's id; empty for all streams. */
    String streamOrNone() {
      return streamId == null ? "" : streamId;
    }
  }

  /** Restriction that is or may be in force. */
  static final class Known {
    private final Place place;
    private final String effect;
    private final Instant until;
    private final boolean isAcknowledged;
    private final Instant knownAt;
    private @Nullable Instant endedAt;

    Known(Place place, String effect, Instant until, boolean isAcknowledged, Instant knownAt) {
      this.place = place;
      this.effect = effect;
      this.until = until;
      this.isAcknowledged = isAcknowledged;
      this.knownAt = knownAt;
    }
  }

  private final World world;
  private final Erasers erasers;
  private final Stores stores;
  private final List<Known> all = new ArrayList<>();
  private final Map<Place, Known> inForce = new HashMap<>();
  private final Map<Place, Integer> changes = new HashMap<>();
  private final Set<String> judged = new HashSet<>();

  RestrictionOracle(World world, Erasers erasers) {
    this.world = world;
    this.erasers = erasers;
    this.stores = world.stores();
  }

  /** Returns the acknowledged restriction; null if none, or another change may have followed. */
  @Nullable Known inForce(Place place) {
    return inForce.get(place);
  }

  /** Begins a change; returns its number. */
  int begins(Place place) {
    inForce.remove(place);
    return changes.merge(place, 1, Integer::sum);
  }

  /** Ends a change: if another one came in between, either may have been the last. */
  void ends(Place place, int number) {
    if (!isAlone(place, number)) {
      inForce.remove(place);
    }
  }

  void mayRestrict(Place place, String effect, Instant latestEnd) {
    all.add(new Known(place, effect, latestEnd, false, world.clock().instant()));
  }

  void recordRestricted(Place place, int number, String effect, Instant until) {
    Instant now = world.clock().instant();
    Known restriction = new Known(place, effect, until, true, now);
    if (isAlone(place, number)) {
      end(place, now);
      inForce.put(place, restriction);
    }
    all.add(restriction);
  }

  void recordLifted(Place place, int number) {
    if (isAlone(place, number)) {
      end(place, world.clock().instant());
    }
  }

  /** Records that there was nothing to lift. */
  void recordNone(Place place, int number, @Nullable Known before) {
    boolean isWrong =
        before != null
            && isAlone(place, number)
            && world.clock().instant().isBefore(before.until)
            && !isErased(before);
    world.findings().require(!isWrong, "an acknowledged restriction can be lifted", place);
  }

  /** Returns whether no other change came in between. */
  private boolean isAlone(Place place, int number) {
    return changes.getOrDefault(place, 0) == number;
  }

  private void end(Place place, Instant now) {
    for (Known earlier : all) {
      if (earlier.place.equals(place) && earlier.endedAt == null) {
        earlier.endedAt = now;
      }
    }
  }

  /**
   * Checks a refused message.
   *
   * @param askedAt the time of the request
   */
  void recordRefused(String author, String stream, Instant askedAt, Instant until) {
    boolean isDue =
        until.isAfter(askedAt)
            && all.stream()
                .filter(known -> known.effect.equals("refuse"))
                .filter(known -> known.place.includes(author, stream))
                .filter(known -> isUntil(known, until))
                .anyMatch(known -> mayApply(known, askedAt));
    world
        .findings()
        .require(isDue, "no restriction outlives its end", author, stream, askedAt, until);
  }

  private static boolean isUntil(Known known, Instant until) {
    return known.isAcknowledged ? known.until.equals(until) : !until.isAfter(known.until);
  }

  private boolean mayApply(Known known, Instant at) {
    return known.endedAt == null || at.isBefore(known.endedAt.plus(LATE)) || isDisturbed(at);
  }

  private boolean isDisturbed(Instant at) {
    Instant last = world.ports().lastDisturbance(RestrictionStore.class);
    return last != null && at.isBefore(last.plus(LATE));
  }

  /** Checks all messages since the last check. */
  void checkStep() {
    if (all.isEmpty()) {
      return;
    }
    for (String stream : Viewers.STREAMS) {
      for (Message message : stores.messageArchive().list(stream, ALL).items()) {
        if (judged.add("m" + stream + "~" + message.messageId() + message.sentAt())) {
          checkPublished(message);
        }
      }
    }
    for (Versioned<Violation> found :
        stores.violationArchive().list(ViolationFilter.all(), ALL).items()) {
      Violation violation = found.value();
      if (violation.verdict().reason().startsWith(HELD)
          && judged.add("v" + violation.id() + violation.sentAt())) {
        checkHeld(violation);
      }
    }
  }

  private void checkPublished(Message message) {
    boolean isByPerson =
        message.verdict() instanceof Verdict.Released || message.verdict() instanceof Verdict.Kept;
    if (isByPerson) {
      return;
    }
    for (Known known : inForce.values()) {
      boolean isForbidden =
          !known.effect.equals("slow")
              && known.place.includes(message.author(), message.streamId())
              && !message.sentAt().isBefore(known.knownAt.plus(LATE))
              && world.clock().instant().isBefore(known.until)
              && !isErased(known)
              && !isDisturbed(message.sentAt());
      world
          .findings()
          .require(!isForbidden, "a restriction applies in time", known.effect, message.sentAt());
    }
  }

  private boolean isErased(Known known) {
    return erasers.mayErase(known.place.author(), known.place.streamOrNone(), null);
  }

  private void checkHeld(Violation violation) {
    Instant sentAt = violation.sentAt();
    boolean isDue =
        all.stream()
            .filter(known -> known.effect.equals("hold"))
            .filter(known -> known.place.includes(violation.author(), violation.id().streamId()))
            .filter(known -> sentAt.isBefore(known.until))
            .filter(
                known ->
                    !known.isAcknowledged
                        || violation.verdict().reason().endsWith(" until " + known.until))
            .anyMatch(known -> mayApply(known, sentAt));
    world
        .findings()
        .require(isDue, "no restriction outlives its end", violation.id(), violation.verdict());
  }
}
