package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ClaimResult;
import io.spillway.ClaimResult.Contended;
import io.spillway.ClaimResult.Granted;
import io.spillway.ClaimResult.Lost;
import io.spillway.ClaimResult.NotAllowed;
import io.spillway.ClaimResult.NotFound;
import io.spillway.ClaimResult.NothingWaits;
import io.spillway.ClaimResult.Released;
import io.spillway.ClaimResult.Taken;
import io.spillway.Claims;
import io.spillway.Reviews;
import io.spillway.core.Hash;
import io.spillway.core.InputCheck;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends violations to moderators, so that no two look at one at the same time.
 *
 * <p>A claim is a lease: it ends by itself, may be renewed, and goes with a token that its holder
 * is told once and of which only the hash is stored. Until it ends nobody decides without the
 * token. It is taken by compare-and-set, so that of any number who ask at once, in whatever
 * process, one gets it. A claim whose answer was lost is nobody's until it ends.
 *
 * <p>Claims leave nothing in the audit trail: they change nothing about what was decided, and the
 * trail is bounded.
 *
 * <p>Safe for use by many threads.
 */
public final class ViolationClaims implements Claims {

  private static final int TRIES = 4;

  private final ViolationStore violations;
  private final InstantSource clock;
  private final Supplier<String> newToken;
  private final ReviewQueue nextUp;
  private final HeldClaims held;

  /**
   * Claims in one store.
   *
   * @param violations where violations are stored
   * @param archive finds those that wait
   * @param strikes of authors, which make their messages more urgent
   * @param clock tells when a claim ends
   * @param newToken one that nobody can guess and that was never given before
   */
  public ViolationClaims(
      ViolationStore violations,
      Supplier<ViolationArchive> archive,
      Strikes strikes,
      InstantSource clock,
      Supplier<String> newToken) {
    this.violations = requireNonNull(violations, "violations");
    this.clock = requireNonNull(clock, "clock");
    this.newToken = requireNonNull(newToken, "newToken");
    this.nextUp = new ReviewQueue(requireNonNull(archive, "archive"), strikes);
    this.held = new HeldClaims(violations, MAX_CLAIMS);
  }

  @Override
  public ClaimResult claim(
      ViolationId id,
      @Nullable String moderator,
      @Nullable Integer seconds,
      @Nullable String token) {
    Lease lease = lease(moderator, seconds);
    return changed(id, current -> claim(current, lease, token));
  }

  @Override
  public ClaimResult release(ViolationId id, @Nullable String token) {
    InputCheck check = new InputCheck();
    if (token == null) {
      check.reject("claimToken", "is required");
    }
    check.orThrow();
    return changed(id, current -> release(current, token));
  }

  @Override
  public ClaimResult claimNext(
      ViolationFilter filter, @Nullable String moderator, @Nullable Integer seconds) {
    Lease lease = lease(moderator, seconds);
    for (int round = 0; round < TRIES; round++) {
      String token = newToken.get();
      List<Versioned<Violation>> ranked =
          nextUp.ranked(filter, lease.moderator(), clock.instant(), token);
      if (ranked.isEmpty()) {
        return new NothingWaits();
      }
      for (Versioned<Violation> candidate : ranked) {
        ClaimResult result = granted(candidate, lease, token);
        if (result != null) {
          return result;
        }
      }
    }
    return new Contended();
  }

  private record Lease(String moderator, Duration length) {}

  private static Lease lease(@Nullable String moderator, @Nullable Integer seconds) {
    InputCheck check = new InputCheck();
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    int length = (int) DEFAULT_LEASE.toSeconds();
    if (seconds != null) {
      length = check.number("seconds", seconds, MIN_LEASE_SECONDS, MAX_LEASE_SECONDS);
    }
    check.orThrow();
    return new Lease(who, Duration.ofSeconds(length));
  }

  /** Tries again on what stands while others change it; null asks for that. */
  private ClaimResult changed(
      ViolationId id, Function<Versioned<Violation>, @Nullable ClaimResult> change) {
    for (int tries = 0; tries < TRIES; tries++) {
      Versioned<Violation> current = violations.find(id).orElse(null);
      if (current == null) {
        return new NotFound();
      }
      ClaimResult result = change.apply(current);
      if (result != null) {
        return result;
      }
    }
    return new Contended();
  }

  private @Nullable ClaimResult claim(
      Versioned<Violation> current, Lease lease, @Nullable String token) {
    Violation violation = current.value();
    if (!violation.state().waits()) {
      return new NotAllowed(current, "it does not wait for a decision");
    }
    if (!violation.assignment().isOpenTo(lease.moderator())) {
      return new NotAllowed(current, "it is for another moderator to decide");
    }
    ClaimResult refused = refused(current, token);
    if (refused != null) {
      return refused;
    }
    return granted(current, lease, token == null ? newToken.get() : token);
  }

  private @Nullable ClaimResult release(Versioned<Violation> current, @Nullable String token) {
    ClaimResult refused = refused(current, token);
    if (refused != null) {
      return refused;
    }
    return replaced(current, null).map(Released::new).orElse(null);
  }

  private @Nullable ClaimResult refused(Versioned<Violation> current, @Nullable String token) {
    Assignment assignment = current.value().assignment();
    if (ClaimTokens.isOf(assignment.claim(), token)) {
      return null;
    }
    Claim claim = assignment.claimAt(clock.instant());
    if (claim != null) {
      return new Taken(current, claim);
    }
    return token == null ? null : new Lost(current);
  }

  private @Nullable ClaimResult granted(Versioned<Violation> current, Lease lease, String token) {
    Instant now = clock.instant();
    ViolationId id = current.value().id();
    Claim claim = new Claim(lease.moderator(), Hash.of(token), now.plus(lease.length()));
    if (!held.admits(lease.moderator(), id, claim.tokenHash(), now)) {
      return new ClaimResult.TooMany(MAX_CLAIMS);
    }
    boolean maybeGranted = true;
    try {
      Versioned<Violation> stored = replaced(current, claim).orElse(null);
      maybeGranted = stored != null;
      return stored == null ? null : new Granted(stored, token);
    } finally {
      held.settled(lease.moderator(), id, claim.tokenHash(), maybeGranted);
    }
  }

  /** Empty when another was first, or when it was erased meanwhile. */
  private Optional<Versioned<Violation>> replaced(
      Versioned<Violation> current, @Nullable Claim claim) {
    Violation next = current.value().with(current.value().assignment().claimed(claim));
    return ViolationReplacement.replace(violations, current, next).orElse(null)
            instanceof Replaced<Violation> replaced
        ? Optional.of(replaced.stored())
        : Optional.empty();
  }
}
