package io.spillway.core.violation;

import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cap on the claims that one moderator holds, as far as this process has granted them: nobody can
 * take every case and leave none to the others. Ends of claims are not heard of; at the cap those
 * that were granted are looked up, and what has ended makes room. Bounded, and safe for use by many
 * threads.
 */
final class HeldClaims {

  /** Most moderators of whom it is known; the one who claimed longest ago is forgotten first. */
  private static final int MAX_MODERATORS = 10_000;

  private final ViolationStore violations;
  private final int most;
  private final Map<String, Map<Held, Boolean>> granted = new LinkedHashMap<>(16, 0.75f, true);

  HeldClaims(ViolationStore violations, int most) {
    this.violations = violations;
    this.most = most;
  }

  /** A claim that counts, until it has ended; two who ask for one violation count apart. */
  private record Held(ViolationId id, String tokenHash) {}

  /** Whether the moderator may hold this one too. Then it counts, and is to be settled. */
  boolean admits(String moderator, ViolationId id, String tokenHash, Instant now) {
    Held wanted = new Held(id, tokenHash);
    Map<Held, Boolean> known = counted(moderator, wanted);
    if (known.isEmpty()) {
      return true;
    }
    known.forEach(
        (held, written) -> {
          if (written && !stands(held, now)) {
            drop(moderator, held);
          }
        });
    return counted(moderator, wanted).isEmpty();
  }

  private boolean stands(Held held, Instant now) {
    Claim claim =
        violations
            .find(held.id())
            .map(found -> found.value().assignment().claimAt(now))
            .orElse(null);
    return claim != null && claim.tokenHash().equals(held.tokenHash());
  }

  /**
   * It was written, or was not, or nobody knows.
   *
   * @param maybeGranted false when it certainly was not
   */
  synchronized void settled(
      String moderator, ViolationId id, String tokenHash, boolean maybeGranted) {
    Held held = new Held(id, tokenHash);
    if (maybeGranted) {
      of(moderator).put(held, true);
    } else {
      drop(moderator, held);
    }
  }

  private synchronized void drop(String moderator, Held held) {
    Map<Held, Boolean> all = granted.get(moderator);
    if (all != null) {
      all.remove(held);
      if (all.isEmpty()) {
        granted.remove(moderator);
      }
    }
  }

  /** Counts it when there is room: nothing; otherwise all that count, and whether written. */
  private synchronized Map<Held, Boolean> counted(String moderator, Held wanted) {
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
