package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Retention;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Definitions of the containers, for their creation and for checks of a deployment. */
public final class CosmosContainers {

  /** Partition key path of every container. */
  public static final String PARTITION_KEY_PATH = "/streamId";

  /** {@link Container#defaultTtl} that disables expiry, even for documents with their own TTL. */
  public static final int NO_EXPIRY = 0;

  /** {@link Container#defaultTtl} with which only documents with their own TTL expire. */
  public static final int EXPIRY_ON_REQUEST = -1;

  /** Retention of dead letters. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(90);

  /** Published messages. */
  public static final Container MESSAGES =
      new Container(
          "messages",
          seconds(Retention.STANDARD.messages()),
          List.of("/sortKey/?", "/moderation/status/?", "/author/?", "/authorKey/?"));

  /** Violations. */
  public static final Container VIOLATIONS =
      new Container(
          "violations",
          seconds(Retention.STANDARD.violations()),
          List.of(
              "/sortKey/?",
              "/state/?",
              "/owed/?",
              "/author/?",
              // For all spellings of an author's name.
              "/authorKey/?",
              "/authorFolded/?",
              "/verdict/category/?",
              "/verdict/severity/?",
              // The review queue by due time; only waiting violations have this property.
              "/dueKey/?",
              "/claimedUntil/?",
              "/barred/[]/?",
              // For the export by time and the progress of bulk decisions.
              "/steppedAt/?",
              "/bulkId/?",
              // For texts about which the classifier is asked again.
              "/provisional/?",
              // For the cases of a moderator; only assigned violations have these properties.
              "/assigneeName/?",
              "/assigneeId/?",
              // For the moderators' search across all streams, which would otherwise scan all
              // violations.
              "/textInLowerCase/?"));

  /** Events of streams and their alerts. */
  public static final Container EVENTS =
      new Container(
          "events",
          seconds(Retention.STANDARD.events()),
          List.of(
              "/sortKey/?",
              "/documentType/?",
              // For an actor's export and erasure across all streams.
              "/byActor/?",
              // For the alert of a donor's message; only such alerts have this property.
              "/messageId/?"));

  /**
   * Totals, and one marker and one content digest per event; queried by id only, which is always
   * indexed.
   */
  public static final Container STATS = new Container("stats", EXPIRY_ON_REQUEST, List.of());

  /** Dead letters and redrives. */
  public static final Container DEAD_LETTERS =
      new Container(
          "dead-letters",
          seconds(DEAD_LETTER_RETENTION),
          List.of(
              "/sortKey/?",
              "/documentType/?",
              "/state/?",
              "/hasWork/?",
              "/retry/activity/?",
              "/retry/next/?",
              "/fingerprint/?",
              "/eventType/?",
              "/eventId/?",
              "/eventKey/?",
              "/failure/code/?",
              "/failure/category/?"));

  /** Outbox of notifications. */
  public static final Container NOTIFICATIONS =
      new Container(
          "notifications",
          seconds(NotificationStore.RETENTION),
          List.of(
              "/sortKey/?",
              "/kind/?",
              "/state/?",
              // Only pending notifications have this property.
              "/dueKey/?"));

  /** Policy revisions. */
  public static final Container POLICIES =
      new Container("policies", NO_EXPIRY, List.of("/sortKey/?"));

  /** Erasures. */
  public static final Container ERASURES =
      new Container("erasures", NO_EXPIRY, List.of("/sortKey/?", "/state/?"));

  /** Records of actions that are not steps of a review. */
  public static final Container AUDIT =
      new Container(
          "audit",
          seconds(Retention.STANDARD.violations()),
          List.of("/sortKey/?", "/action/?", "/whoKey/?", "/authorKey/?"));

  /** Viewers' reports; kept as long as violations. */
  public static final Container REPORTS =
      new Container(
          "reports",
          seconds(Retention.STANDARD.violations()),
          List.of("/sortKey/?", "/messageId/?", "/authorKey/?", "/reporterKey/?", "/uncounted/?"));

  /** Restrictions of authors, and notes about them; notes are kept as long as violations. */
  public static final Container AUTHORS =
      new Container(
          "authors",
          seconds(Retention.STANDARD.violations()),
          List.of("/sortKey/?", "/documentType/?", "/authorKey/?", "/until/?"));

  private static final List<Container> KEPT_AS_LONG_AS_VIOLATIONS =
      List.of(VIOLATIONS, AUDIT, REPORTS, AUTHORS);

  /** All containers. */
  public static final List<Container> ALL =
      List.of(
          MESSAGES,
          VIOLATIONS,
          EVENTS,
          STATS,
          DEAD_LETTERS,
          NOTIFICATIONS,
          POLICIES,
          ERASURES,
          AUDIT,
          REPORTS,
          AUTHORS);

  static {
    // Otherwise a late redrive would count an event twice.
    Duration kept = WorkQueue.TIME_TO_LIVE.plus(DEAD_LETTER_RETENTION);
    if (StatsStore.MARKER_RETENTION.compareTo(kept) < 0) {
      throw new IllegalStateException("markers must outlive queued events and dead letters");
    }
    if (StatsStore.REVERSIBLE.compareTo(StatsStore.MARKER_RETENTION) < 0) {
      throw new IllegalStateException("a reversible event must have its marker");
    }
  }

  private CosmosContainers() {}

  /** Returns the TTL of documents of this container, in seconds; empty for none. */
  static Optional<Integer> ttl(Container container, Retention retention) {
    if (container.equals(MESSAGES)) {
      return Optional.of(seconds(retention.messages()));
    }
    if (KEPT_AS_LONG_AS_VIOLATIONS.contains(container)) {
      return Optional.of(seconds(retention.violations()));
    }
    return container.equals(EVENTS) ? Optional.of(seconds(retention.events())) : Optional.empty();
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }

  /**
   * Definition of a container. No composite index is needed, because every listing sorts by the
   * single path {@code /sortKey}.
   *
   * @param id the container's name
   * @param defaultTtl the seconds after which a document is deleted, or {@link #NO_EXPIRY} (TTL off
   *     on Azure), or {@link #EXPIRY_ON_REQUEST}
   * @param includedPaths the indexed paths, which queries use
   */
  public record Container(String id, int defaultTtl, List<String> includedPaths) {

    public Container {
      includedPaths = List.copyOf(includedPaths);
    }

    /**
     * {@return the paths that are not indexed, in Cosmos DB's syntax: all others, in particular
     * texts, which makes writes cheaper}
     */
    public List<String> excludedPaths() {
      return List.of("/*");
    }
  }
}
