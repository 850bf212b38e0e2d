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
 * Leases violations to moderators, so that no two review one at the same time.
 *
 * <p>A claim is a lease: it expires, can be renewed, and has a token that is returned once and
 * stored as a hash. Until it expires, decisions need the token. It is granted by compare-and-set,
 * so that of any number of concurrent callers, in any process, one gets it. A claim whose response
 * was lost blocks the violation until it expires.
 *
 * <p>Claims are not recorded in the audit trail, because they decide nothing and the trail is
 * bounded.
 *
 * <p>Safe for use by many threads.
 */
public final class ViolationClaims implements Claims {

  private static final int TRIES = 4;

  private final ViolationStore violations;
  private final InstantSource clock;
  private final Supplier<String> newToken;
  private final ReviewQueue queue;
  private final HeldClaims held;

  /**
   * Creates the claims of a store.
   *
   * @param violations the store of violations
   * @param archive the listing of waiting violations
   * @param strikes the strikes of authors, which raise the urgency
   * @param clock the time of claims
   * @param newToken the source of unique, unguessable tokens
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
    this.queue = new ReviewQueue(requireNonNull(archive, "archive"), strikes);
    this.held = new HeldClaims(violations, MAX_CLAIMS);
  }

  @Override
  public ClaimResult claim(
      ViolationId id,
      @Nullable String moderator,
      @Nullable Integer seconds,
      @Nullable String token) {
    Lease lease = lease(moderator, seconds);
    return change(id, current -> claim(current, lease, token));
  }

  @Override
  public ClaimResult release(ViolationId id, @Nullable String token) {
    InputCheck check = new InputCheck();
    if (token == null) {
      check.reject("claimToken", "is required");
    }
    check.orThrow();
    return change(id, current -> release(current, token));
  }

  @Override
  public ClaimResult claimNext(
      ViolationFilter filter, @Nullable String moderator, @Nullable Integer seconds) {
    Lease lease = lease(moderator, seconds);
    for (int round = 0; round < TRIES; round++) {
      String token = newToken.get();
      Instant now = clock.instant();
      List<Versioned<Violation>> ranked =
          queue.rank(filter, lease.moderator(), now, lease.moderator() + now + round);
      if (ranked.isEmpty()) {
        return new NothingWaits();
      }
      for (Versioned<Violation> candidate : ranked) {
        ClaimResult result = grant(candidate, lease, token);
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

  /**
   * Repeats a change on the current violation after concurrent changes; null asks for a repetition.
   */
  private ClaimResult change(
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
      return new NotAllowed(current, "The case is not waiting for a decision");
    }
    if (!violation.assignment().isOpenTo(lease.moderator())) {
      return new NotAllowed(current, "Another moderator must decide this case");
    }
    ClaimResult refused = refuse(current, token);
    if (refused != null) {
      return refused;
    }
    return grant(current, lease, token == null ? newToken.get() : token);
  }

  private @Nullable ClaimResult release(Versioned<Violation> current, @Nullable String token) {
    ClaimResult refused = refuse(current, token);
    if (refused != null) {
      return refused;
    }
    return replace(current, null).map(Released::new).orElse(null);
  }

  private @Nullable ClaimResult refuse(Versioned<Violation> current, @Nullable String token) {
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

  private @Nullable ClaimResult grant(Versioned<Violation> current, Lease lease, String token) {
    Instant now = clock.instant();
    ViolationId id = current.value().id();
    Claim claim = new Claim(lease.moderator(), Hash.of(token), now.plus(lease.length()));
    if (!held.reserve(lease.moderator(), id, claim.tokenHash(), now)) {
      return new ClaimResult.TooMany(MAX_CLAIMS);
    }
    boolean maybeGranted = true;
    try {
      Versioned<Violation> stored = replace(current, claim).orElse(null);
      maybeGranted = stored != null;
      return stored == null ? null : new Granted(stored, token);
    } finally {
      held.settle(lease.moderator(), id, claim.tokenHash(), maybeGranted);
    }
  }

  /** Writes a claim. Returns empty after a concurrent change or erasure. */
  private Optional<Versioned<Violation>> replace(
      Versioned<Violation> current, @Nullable Claim claim) {
    Violation next = current.value().with(current.value().assignment().claimed(claim));
    return ViolationReplacement.replace(violations, current, next).orElse(null)
            instanceof Replaced<Violation> replaced
        ? Optional.of(replaced.stored())
        : Optional.empty();
  }
}
