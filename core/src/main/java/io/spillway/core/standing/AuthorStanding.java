package io.spillway.core.standing;

import static java.util.Objects.requireNonNull;

import io.spillway.AuthorHistory;
import io.spillway.Policy;
import io.spillway.Standing;
import io.spillway.StandingRules;
import io.spillway.core.BackgroundTask;
import io.spillway.core.Donors;
import io.spillway.core.InputCheck;
import io.spillway.core.author.AuthorRestrictions;
import io.spillway.core.violation.Strikes;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Computes authors' standing from their violations. Nothing is stored: strikes are the violations
 * that are currently upheld by a moderator, so reopening, undoing or appealing a decision also
 * removes its strike, and no crash can leave a strike without its decision.
 *
 * <p>Counts are cached for {@link #FRESH} in this process, for {@value #MAX_KNOWN} authors. So a
 * decision takes effect within that time, and a busy author costs one query in it.
 *
 * <p>Safe for use by many threads.
 */
public final class AuthorStanding implements Strikes {

  /** Age up to which a cached count is used when the author sends a message. */
  public static final Duration FRESH = Duration.ofSeconds(30);

  /** Age up to which a cached count is used for sorting. */
  private static final Duration FRESH_FOR_SORTING = Duration.ofMinutes(5);

  /** Capacity of the cache, in authors. */
  public static final int MAX_KNOWN = 10_000;

  /** Most violations in a history. */
  public static final int MAX_RECENT = 20;

  /** Limit of pages read, because pages of a selective filter may be empty. */
  private static final int MOST_PAGES = 10;

  private final Supplier<ViolationArchive> violations;
  private final Function<String, Policy> policyOf;
  private final AuthorRestrictions restrictions;
  private final InstantSource clock;
  private final StrikeCache cache = new StrikeCache(MAX_KNOWN);

  /**
   * Creates the standing of the authors in a store.
   *
   * @param violations the listing of violations; supplied only when strikes are counted
   * @param policyOf the function from a stream's id to its policy; never returns null
   * @param restrictions the restrictions by moderators
   * @param clock the current time, for the expiry of strikes
   */
  public AuthorStanding(
      Supplier<ViolationArchive> violations,
      Function<String, Policy> policyOf,
      AuthorRestrictions restrictions,
      InstantSource clock) {
    this.violations = requireNonNull(violations, "violations");
    this.policyOf = requireNonNull(policyOf, "policyOf");
    this.restrictions = requireNonNull(restrictions, "restrictions");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return a no-op implementation: every author is in good standing}
   *
   * @param clock the current time, for the expiry of strikes
   */
  public static AuthorStanding off(InstantSource clock) {
    return new AuthorStanding(
        new Stores() {}::violationArchive,
        streamId -> Policy.standard(),
        AuthorRestrictions.off(clock),
        clock);
  }

  /**
   * {@return an author's standing, for a new message, with the restriction in force} Fails open:
   * while the store fails, the last count is used, or 0. If the rules have no effects, violations
   * are not read.
   *
   * @param streamId the stream's id
   * @param author a name of the author, compared as the stream's policy says
   */
  public Standing of(String streamId, String author) {
    Policy policy = policyOf.apply(streamId);
    StandingRules rules = policy.standing();
    if (!rules.hasEffects()) {
      return addRestriction(policy, streamId, author, Standing.GOOD);
    }
    int strikes = strikes(policy, streamId, author, FRESH);
    return addRestriction(policy, streamId, author, Standing.of(strikes, rules.effectOf(strikes)));
  }

  /**
   * {@return the reads that the first call of {@link #of} for a stream waits for, begun; without
   * those of strikes}
   *
   * @param streamId the stream's id
   * @param background the executor of the reads
   */
  public BackgroundTask begin(String streamId, Executor background) {
    return restrictions.begin(streamId, background);
  }

  /**
   * {@return the standing of a name that many people share: good, with the restriction in force}
   *
   * @param streamId the stream's id
   * @param name the name, compared as the stream's policy says
   */
  public Standing withoutStrikes(String streamId, String name) {
    return addRestriction(policyOf.apply(streamId), streamId, name, Standing.GOOD);
  }

  private Standing addRestriction(
      Policy policy, String streamId, String author, Standing standing) {
    return restrictions
        .of(streamId, author, policy.authors().ignoreCase())
        .map(standing::with)
        .orElse(standing);
  }

  /**
   * {@return the rules in force on a stream}
   *
   * @param streamId the stream's id
   */
  public StandingRules rules(String streamId) {
    return policyOf.apply(streamId).standing();
  }

  /** Returns the strikes for sorting, at most {@value StandingRules#MAX_STRIKES}. Fails open. */
  @Override
  public int of(Violation violation) {
    String streamId = violation.id().streamId();
    return strikes(policyOf.apply(streamId), streamId, violation.author(), FRESH_FOR_SORTING);
  }

  /**
   * {@return an author's record for moderators, with a fresh count}
   *
   * @param streamId the stream's id
   * @param author a name of the author, compared as the stream's policy says
   * @throws PortException if the store failed
   */
  public AuthorHistory history(String streamId, String author) {
    Policy policy = policyOf.apply(streamId);
    StandingRules rules = policy.standing();
    int strikes = count(policy, streamId, author);
    ViolationFilter all = filter(policy, streamId, author);
    return new AuthorHistory(
        addRestriction(policy, streamId, author, Standing.of(strikes, rules.effectOf(strikes))),
        rules,
        violations.get().list(all, PageRequest.first(MAX_RECENT)).items());
  }

  private int strikes(Policy policy, String streamId, String author, Duration fresh) {
    Instant now = clock.instant();
    String key = streamId + "~" + policy.authors().key(author);
    Optional<StrikeCache.Count> before = cache.of(key);
    if (before.isPresent() && before.get().at().plus(fresh).isAfter(now)) {
      return before.get().strikes();
    }
    int strikes;
    try {
      strikes = count(policy, streamId, author);
    } catch (PortException e) {
      strikes = before.map(StrikeCache.Count::strikes).orElse(0);
    }
    cache.remember(key, new StrikeCache.Count(strikes, now));
    return strikes;
  }

  private int count(Policy policy, String streamId, String author) {
    Duration window = Duration.ofDays(policy.standing().strikeDays());
    ViolationFilter upheld =
        filter(policy, streamId, author)
            .withState(ViolationState.UPHELD)
            .decidedFrom(clock.instant().minus(window));
    long found = 0;
    PageRequest next = PageRequest.first(StandingRules.MAX_STRIKES);
    for (int i = 0; i < MOST_PAGES && found < StandingRules.MAX_STRIKES; i++) {
      Page<Versioned<Violation>> page = violations.get().list(upheld, next);
      found += page.items().stream().filter(violation -> isStrike(violation.value())).count();
      if (page.nextCursor() == null) {
        break;
      }
      next = next.at(page.nextCursor());
    }
    return (int) Math.min(found, StandingRules.MAX_STRIKES);
  }

  /** Returns whether a person upheld it, and its author shares the name with no other donor. */
  private static boolean isStrike(Violation upheld) {
    boolean isOfAnyDonor =
        Donors.isMessageId(upheld.id().messageId()) && Donors.isShared(upheld.author());
    return !isOfAnyDonor && !InputCheck.isSystem(upheld.lastStep().who());
  }

  private static ViolationFilter filter(Policy policy, String streamId, String author) {
    ViolationFilter all = ViolationFilter.all().inStream(streamId);
    return policy.authors().ignoreCase() ? all.byAuthorIgnoringCase(author) : all.byAuthor(author);
  }
}
