package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The containers, described once: for who creates them and for who checks a deployment. */
public final class CosmosContainers {

  /** Every container is partitioned by this path. */
  public static final String PARTITION_KEY_PATH = "/streamId";

  /** A {@link Container#defaultTtl} by which nothing expires, whatever it asks for. */
  public static final int NO_EXPIRY = 0;

  /** A {@link Container#defaultTtl} by which only that expires which asks for it. */
  public static final int EXPIRY_ON_REQUEST = -1;

  /** How long a dead letter can be read and redriven. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(90);

  /** What viewers wrote and may be read. */
  public static final Container MESSAGES =
      new Container(
          "messages",
          seconds(Retention.STANDARD.messages()),
          List.of("/sortKey/?", "/moderation/status/?", "/author/?"));

  /** What is withheld. */
  public static final Container VIOLATIONS =
      new Container(
          "violations",
          seconds(Retention.STANDARD.violations()),
          List.of(
              "/sortKey/?",
              "/state/?",
              "/owed/?",
              "/author/?",
              "/verdict/category/?",
              "/verdict/severity/?",
              // What waits, in the order in which it is due; only what waits has this.
              "/dueKey/?",
              "/claimedUntil/?",
              "/barred/[]/?",
              // For the export by time, and for what a bulk decision has done so far.
              "/steppedAt/?",
              "/bulkId/?",
              // Moderators search by it across all streams: without an index each search would load
              // every violation there is.
              "/textInLowerCase/?"));

  /** What happened on streams, and the alerts that it raised. */
  public static final Container EVENTS =
      new Container(
          "events", seconds(Retention.STANDARD.events()), List.of("/sortKey/?", "/documentType/?"));

  /** Totals, and a marker for each event counted; nothing is searched for. */
  public static final Container STATS = new Container("stats", EXPIRY_ON_REQUEST, List.of());

  /** What was given up on, and the redrives of it. */
  public static final Container DEAD_LETTERS =
      new Container(
          "dead-letters",
          seconds(DEAD_LETTER_RETENTION),
          List.of(
              "/sortKey/?",
              "/documentType/?",
              "/state/?",
              "/hasWork/?",
              "/fingerprint/?",
              "/eventType/?",
              "/failure/code/?",
              "/failure/category/?"));

  /** Every revision of every policy. */
  public static final Container POLICIES =
      new Container("policies", NO_EXPIRY, List.of("/sortKey/?"));

  /** What authors' erasures have done, and have to do. */
  public static final Container ERASURES =
      new Container("erasures", NO_EXPIRY, List.of("/sortKey/?", "/state/?"));

  /** All of them. */
  public static final List<Container> ALL =
      List.of(MESSAGES, VIOLATIONS, EVENTS, STATS, DEAD_LETTERS, POLICIES, ERASURES);

  static {
    // Otherwise an event that is redriven late would count twice.
    Duration kept = WorkQueue.TIME_TO_LIVE.plus(DEAD_LETTER_RETENTION);
    if (StatsStore.MARKER_RETENTION.compareTo(kept) < 0) {
      throw new IllegalStateException("markers must outlive queued events and dead letters");
    }
  }

  private CosmosContainers() {}

  /** How long a document of this container says that it is kept; empty when it says nothing. */
  static Optional<Integer> ttl(Container container, Retention retention) {
    if (container.equals(MESSAGES)) {
      return Optional.of(seconds(retention.messages()));
    }
    if (container.equals(VIOLATIONS)) {
      return Optional.of(seconds(retention.violations()));
    }
    return container.equals(EVENTS) ? Optional.of(seconds(retention.events())) : Optional.empty();
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }

  /**
   * One container. No composite index is needed: every listing sorts by the one path {@code
   * /sortKey}.
   *
   * @param id its name
   * @param defaultTtl seconds after which a document is deleted, or {@link #NO_EXPIRY} (no setting
   *     at all on Azure), or {@link #EXPIRY_ON_REQUEST}
   * @param includedPaths what queries look at, and so is indexed
   */
  public record Container(String id, int defaultTtl, List<String> includedPaths) {

    public Container {
      includedPaths = List.copyOf(includedPaths);
    }

    /**
     * {@return what is not indexed, as Cosmos writes paths: everything else, bodies above all,
     * which makes writes cheaper}
     */
    public List<String> excludedPaths() {
      return List.of("/*");
    }
  }
}
