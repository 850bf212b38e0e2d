package io.spillway.core.standing;

import static java.util.Objects.requireNonNull;

import io.spillway.AuthorHistory;
import io.spillway.Standing;
import io.spillway.StandingRules;
import io.spillway.core.InputCheck;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How authors stand. Nothing is written for it: an author's strikes are their violations that stand
 * upheld by a moderator, so a decision that is reopened, undone or appealed takes its strike back
 * by itself, and no crash can leave a strike without its decision.
 *
 * <p>What was found out is remembered for {@link #FRESH} in this process, for {@value #MAX_KNOWN}
 * authors. So a decision shows its effect within that time, and a busy author costs one query in
 * it.
 *
 * <p>Safe for use by many threads.
 */
public final class AuthorStanding implements Strikes {

  /** For how long an author's strikes are not counted again when they send a message. */
  public static final Duration FRESH = Duration.ofSeconds(30);

  /** For how long they are not counted again when somebody only wants to sort by them. */
  private static final Duration FRESH_FOR_SORTING = Duration.ofMinutes(5);

  /** Most authors remembered. */
  public static final int MAX_KNOWN = 10_000;

  /** Most violations that a reviewer is shown. */
  public static final int MAX_RECENT = 20;

  /** A filter that few pass may come in empty pages. */
  private static final int MOST_PAGES = 10;

  private final Supplier<ViolationArchive> violations;
  private final Function<String, StandingRules> rulesOfStream;
  private final InstantSource clock;
  private final StrikeCache known = new StrikeCache(MAX_KNOWN);

  /**
   * Standing by the strikes that are stored there.
   *
   * @param violations lists violations; asked for only when strikes are to be counted
   * @param rulesOfStream the rules in force on a stream, by its id; never null
   * @param clock tells which strikes have expired
   */
  public AuthorStanding(
      Supplier<ViolationArchive> violations,
      Function<String, StandingRules> rulesOfStream,
      InstantSource clock) {
    this.violations = requireNonNull(violations, "violations");
    this.rulesOfStream = requireNonNull(rulesOfStream, "rulesOfStream");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return what holds nothing against anyone}
   *
   * @param clock tells which strikes have expired
   */
  public static AuthorStanding off(InstantSource clock) {
    return new AuthorStanding(
        new Stores() {}::violationArchive, streamId -> StandingRules.OFF, clock);
  }

  /**
   * {@return what counts when a message comes in} It fails open: while strikes cannot be counted,
   * those that were counted last count, or none. Where strikes lead to nothing, nothing is asked.
   *
   * @param streamId id of the stream
   * @param author exactly as the author's messages have it
   */
  public Standing of(String streamId, String author) {
    StandingRules rules = rules(streamId);
    if (!rules.hasEffects()) {
      return Standing.GOOD;
    }
    int strikes = strikes(streamId, author, rules, FRESH);
    return new Standing(strikes, rules.effectOf(strikes));
  }

  /**
   * {@return the rules in force on a stream}
   *
   * @param streamId id of the stream
   */
  public StandingRules rules(String streamId) {
    return rulesOfStream.apply(streamId);
  }

  /** The strikes for sorting, at most {@value StandingRules#MAX_STRIKES}. Fails open. */
  @Override
  public int of(Violation violation) {
    String streamId = violation.id().streamId();
    return strikes(streamId, violation.author(), rules(streamId), FRESH_FOR_SORTING);
  }

  /**
   * {@return what a reviewer wants to know, counted anew}
   *
   * @param streamId id of the stream
   * @param author exactly as the author's messages have it
   * @throws PortException when the store cannot be reached
   */
  public AuthorHistory history(String streamId, String author) {
    StandingRules rules = rules(streamId);
    int strikes = count(streamId, author, rules);
    ViolationFilter all = filter(null, streamId, author, null);
    return new AuthorHistory(
        new Standing(strikes, rules.effectOf(strikes)),
        rules,
        violations.get().list(all, PageRequest.first(MAX_RECENT)).items());
  }

  private int strikes(String streamId, String author, StandingRules rules, Duration fresh) {
    Instant now = clock.instant();
    String key = streamId + "~" + author;
    Optional<StrikeCache.Count> before = known.of(key);
    if (before.isPresent() && before.get().at().plus(fresh).isAfter(now)) {
      return before.get().strikes();
    }
    int strikes;
    try {
      strikes = count(streamId, author, rules);
    } catch (PortException e) {
      strikes = before.map(StrikeCache.Count::strikes).orElse(0);
    }
    known.remember(key, new StrikeCache.Count(strikes, now));
    return strikes;
  }

  private int count(String streamId, String author, StandingRules rules) {
    Instant since = clock.instant().minus(Duration.ofDays(rules.strikeDays()));
    ViolationFilter upheld = filter(ViolationState.UPHELD, streamId, author, since);
    long found = 0;
    PageRequest next = PageRequest.first(StandingRules.MAX_STRIKES);
    for (int i = 0; i < MOST_PAGES && found < StandingRules.MAX_STRIKES; i++) {
      Page<Versioned<Violation>> page = violations.get().list(upheld, next);
      found += page.items().stream().filter(violation -> isByHuman(violation.value())).count();
      if (page.nextCursor() == null) {
        break;
      }
      next = next.at(page.nextCursor());
    }
    return (int) Math.min(found, StandingRules.MAX_STRIKES);
  }

  private static boolean isByHuman(Violation upheld) {
    return !upheld.lastStep().who().startsWith(InputCheck.SYSTEM_PREFIX);
  }

  private static ViolationFilter filter(
      @Nullable ViolationState state, String streamId, String author, @Nullable Instant since) {
    return ViolationFilter.all()
        .withState(state)
        .inStream(streamId)
        .byAuthor(author)
        .decidedFrom(since);
  }
}
