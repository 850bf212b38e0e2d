package io.spillway.core.violation;

import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limit on the claims of one moderator that this process has granted, so that one moderator cannot
 * claim the whole queue. Ends of claims are not observed; at the limit the granted claims are read
 * again, and ended ones are removed. Bounded, and safe for use by many threads.
 */
final class HeldClaims {

  /** Capacity in moderators; the one with the oldest claim is evicted first. */
  private static final int MAX_MODERATORS = 10_000;

  private final ViolationStore violations;
  private final int most;
  private final Map<String, Map<Held, Boolean>> granted = new LinkedHashMap<>(16, 0.75f, true);

  HeldClaims(ViolationStore violations, int most) {
    this.violations = violations;
    this.most = most;
  }

  /** A counted claim; concurrent claims of one violation are distinct. */
  private record Held(ViolationId id, String tokenHash) {}

  /** Reserves a claim, which must then be settled. Returns false at the limit. */
  boolean reserve(String moderator, ViolationId id, String tokenHash, Instant now) {
    Held wanted = new Held(id, tokenHash);
    Map<Held, Boolean> known = count(moderator, wanted);
    if (known.isEmpty()) {
      return true;
    }
    known.forEach(
        (held, written) -> {
          if (written && !isActive(held, now)) {
            remove(moderator, held);
          }
        });
    return count(moderator, wanted).isEmpty();
  }

  private boolean isActive(Held held, Instant now) {
    Claim claim =
        violations
            .find(held.id())
            .map(found -> found.value().assignment().claimAt(now))
            .orElse(null);
    return claim != null && claim.tokenHash().equals(held.tokenHash());
  }

  /**
   * Settles a reserved claim.
   *
   * @param maybeGranted false if the claim was certainly not granted
   */
  synchronized void settle(
      String moderator, ViolationId id, String tokenHash, boolean maybeGranted) {
    Held held = new Held(id, tokenHash);
    if (maybeGranted) {
      of(moderator).put(held, true);
    } else {
      remove(moderator, held);
    }
  }

  private synchronized void remove(String moderator, Held held) {
    Map<Held, Boolean> all = granted.get(moderator);
    if (all != null) {
      all.remove(held);
      if (all.isEmpty()) {
        granted.remove(moderator);
      }
    }
  }

  /**
   * Counts a claim below the limit and returns an empty map; at the limit returns all counted
   * claims, with whether each is settled.
   */
  private synchronized Map<Held, Boolean> count(String moderator, Held wanted) {
    Map<Held, Boolean> all = of(moderator);
    if (all.size() < most || all.containsKey(wanted)) {
      all.putIfAbsent(wanted, false);
      return Map.of();
    }
    return Map.copyOf(all);
  }

  private Map<Held, Boolean> of(String moderator) {
    Map<Held, Boolean> all = granted.computeIfAbsent(moderator, first -> new LinkedHashMap<>());
    if (granted.size() > MAX_MODERATORS) {
      granted.remove(granted.keySet().iterator().next());
    }
    return all;
  }
}
