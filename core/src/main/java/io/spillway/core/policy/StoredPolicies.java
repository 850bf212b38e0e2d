package io.spillway.core.policy;

import static java.util.Objects.requireNonNull;

import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.PolicyChange;
import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.core.audit.AuditIds;
import io.spillway.core.audit.NoAuditLog;
import io.spillway.core.moderation.PolicyLayer;
import io.spillway.core.policy.PolicyCache.Limits;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Policies in a store, with a cache of the policies in force.
 *
 * <p>A stream's policy is the standard one, overlaid with the default policy, overlaid with the
 * stream's own; {@link PolicyDraft} defines how. Each change is a new revision, by compare-and-set
 * on the number of the last; revisions are immutable, so the version in a verdict can always be
 * looked up. Each is written to the audit log first.
 *
 * <p>The policy in force is cached for {@link #FRESHNESS} at most; a change made here is in force
 * here at once. While the store fails, the last known policy stays in force, at a cold start the
 * standard policy, and {@link #health} is degraded.
 *
 * <p>Safe for use by many threads.
 */
public final class StoredPolicies implements Policies {

  /**
   * Time before the end of {@link #FRESHNESS} from which a requested policy is refreshed in the
   * background.
   */
  static final Duration READ_AHEAD = Duration.ofSeconds(10);

  /** Pause after a failure of the store. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Capacity of the cache in streams; the least recently used are evicted. */
  public static final int MAX_STREAMS = 10_000;

  /**
   * Capacity of the cache in words and hosts of own policies: about 50 MB. An evicted policy is
   * read again when it is requested.
   */
  public static final long MAX_WORDS = 250_000;

  private final PolicyStore store;
  private final Policy standard;
  private final InstantSource clock;
  private final AuditLog log;
  private final PolicyCache inForce;

  /**
   * Creates policies without an audit log.
   *
   * @param store the store
   * @param base the base policy
   * @param clock the time of revisions and reads
   * @param background the executor of refreshes
   */
  public StoredPolicies(PolicyStore store, Policy base, InstantSource clock, Executor background) {
    this(store, base, NoAuditLog.LOG, clock, background);
  }

  /**
   * Creates policies in a store, which overlay a base policy.
   *
   * @param store the store
   * @param base the base policy
   * @param log the audit log
   * @param clock the time of revisions and reads
   * @param background the executor of refreshes; with {@code Runnable::run}, a message waits for
   *     the refresh
   */
  public StoredPolicies(
      PolicyStore store, Policy base, AuditLog log, InstantSource clock, Executor background) {
    this(store, base, log, clock, background, new Limits(MAX_STREAMS, MAX_WORDS));
  }

  StoredPolicies(
      PolicyStore store,
      Policy standard,
      AuditLog log,
      InstantSource clock,
      Executor background,
      Limits limits) {
    this.store = requireNonNull(store, "store");
    this.standard = requireNonNull(standard, "standard");
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
    this.inForce = new PolicyCache(store, standard, clock, background, limits);
  }

  @Override
  public Policy inForce(String streamId) {
    return inForce.of(streamId);
  }

  /** Returns the weight of the cache, as {@link PolicyCache#keptWords}. */
  long keptWords() {
    return inForce.keptWords();
  }

  @Override
  public Policy stored(String streamId) {
    return PolicyVersion.compile(
        standard,
        store.latest(PolicyScope.DEFAULT).orElse(null),
        store.latest(PolicyScope.ofStream(streamId)).orElse(null));
  }

  @Override
  public Policy with(PolicyScope scope, String streamId, PolicyDraft draft, String version) {
    if (scope.streamId() != null) {
      return PolicyVersion.compile(standard, store.latest(PolicyScope.DEFAULT).orElse(null), null)
          .with(draft, version);
    }
    Policy base = standard.with(draft, version);
    PolicyDraft own =
        store.latest(PolicyScope.ofStream(streamId)).map(PolicyRevision::policy).orElse(null);
    return own == null ? base : PolicyLayer.onStored(base, own, version);
  }

  @Override
  public Optional<Policy> named(String streamId, String version) {
    Optional<PolicyVersion> parsed = PolicyVersion.parse(version, standard.version());
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    PolicyRevision inDefault = findRevision(PolicyScope.DEFAULT, parsed.get().inDefault());
    PolicyRevision own = findRevision(PolicyScope.ofStream(streamId), parsed.get().stream());
    return Optional.of(PolicyVersion.compile(standard, inDefault, own))
        .filter(policy -> policy.version().equals(version));
  }

  @Override
  public Optional<PolicyRevision> current(PolicyScope scope) {
    return store.latest(scope).filter(latest -> latest.policy() != null);
  }

  @Override
  public Optional<PolicyRevision> find(PolicyScope scope, int number) {
    return store.find(scope, number);
  }

  @Override
  public Page<PolicyRevision> history(PolicyScope scope, PageRequest page) {
    return store.history(scope, page);
  }

  @Override
  public PolicyChange write(
      PolicyScope scope,
      @Nullable Integer seen,
      PolicyDraft draft,
      @Nullable String note,
      @Nullable String who) {
    InputCheck check = new InputCheck();
    Policy.problems(draft).forEach(bad -> check.reject("policy." + bad.field(), bad.message()));
    return append(check, scope, seen, draft, note, who);
  }

  @Override
  public PolicyChange end(String streamId, int seen, @Nullable String note, @Nullable String who) {
    return append(new InputCheck(), PolicyScope.ofStream(streamId), seen, null, note, who);
  }

  @Override
  public Health health() {
    Health health = store.health();
    String failure = inForce.failure();
    if (failure == null && health.state() == Health.State.UP) {
      return health;
    }
    String why = failure == null ? health.detail() : failure;
    return new Health(
        health.adapter(), Health.State.DEGRADED, why + "; the last known policies are in force");
  }

  private PolicyChange append(
      InputCheck check,
      PolicyScope scope,
      @Nullable Integer seen,
      @Nullable PolicyDraft draft,
      @Nullable String note,
      @Nullable String who) {
    String why = check.note("note", note, PolicyRevision.MAX_NOTE_LENGTH);
    String writer = check.person("who", who, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    PolicyRevision latest = store.latest(scope).orElse(null);
    PolicyRevision current = latest == null || latest.policy() == null ? null : latest;
    if (seen == null ? current != null : current == null || current.number() != seen) {
      return new PolicyChange.Stale(current);
    }
    int number = latest == null ? 1 : latest.number() + 1;
    PolicyRevision next = new PolicyRevision(scope, number, draft, writer, clock.instant(), why);
    var unused = log.add(toRecord(next));
    PolicyRevision stored = store.add(next);
    inForce.learn(stored);
    if (stored.equals(next)) {
      return new PolicyChange.Stored(stored);
    }
    return new PolicyChange.Stale(stored.policy() == null ? null : stored);
  }

  /** Returns the record of a change; a retry of the same change has the same id. */
  private static AuditRecord toRecord(PolicyRevision next) {
    String stream = next.scope().streamId();
    String version = (stream == null ? "default-" : "stream-") + next.number();
    String change = next.policy() == null ? "removed" : "changed";
    String id =
        AuditIds.of("pol", stream == null ? "" : stream, version, change, next.who(), next.note());
    String note = next.note().isEmpty() ? change : change + ": " + next.note();
    return AuditRecord.of(id, next.at(), next.who(), AuditAction.CHANGE_POLICY, note)
        .about(stream, null)
        .ofPolicy(version);
  }

  private @Nullable PolicyRevision findRevision(PolicyScope scope, int number) {
    return number == 0 ? null : store.find(scope, number).orElse(null);
  }
}
