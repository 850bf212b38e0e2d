package io.spillway.core.violation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ClaimResult.Granted;
import io.spillway.core.StoresFixture;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.util.concurrent.atomic.AtomicInteger;

/** Waiting violations, and moderators who claim them. */
final class ClaimFixture {

  static final ViolationId ID = new ViolationId("stream", "m-1");
  static final ViolationFilter ALL = ViolationFilter.all();

  final StoresFixture stores = new StoresFixture();
  final SettableClock clock = new SettableClock();
  private final AtomicInteger tokens = new AtomicInteger();

  /** Claims on stores that may do something in between. */
  ViolationClaims claims(Strikes strikes) {
    return new ViolationClaims(
        stores.violations,
        () -> stores.violationArchive,
        strikes,
        clock,
        () -> "token-" + tokens.incrementAndGet());
  }

  /** Claims on the stores behind them. */
  ViolationClaims onReal() {
    return onReal("other");
  }

  ViolationClaims onReal(String prefix) {
    return new ViolationClaims(
        stores.realViolations,
        () -> stores.realViolations,
        Strikes.NONE,
        clock,
        () -> prefix + "-" + tokens.incrementAndGet());
  }

  static String next(ViolationClaims claims, ViolationFilter filter) {
    Granted granted = (Granted) claims.claimNext(filter, "mod-1", null);
    return granted.violation().value().id().messageId();
  }

  void hold(String messageId) {
    hold(messageId, Severity.MEDIUM, "ada");
  }

  void hold(String messageId, Severity severity, String author) {
    stores.realViolations.add(
        Fixtures.violation("stream", messageId)
            .author(author)
            .verdict(Fixtures.flagged(Category.HARASSMENT, severity))
            .dueAt(Fixtures.NOW.plus(Urgency.patience(severity)))
            .build());
  }

  void assign(String messageId, String moderator) {
    new ViolationReview(stores.realMessages, stores.realViolations, clock)
        .assign(id(messageId), findViolation(messageId).version(), moderator, "", "lead");
  }

  static ViolationId id(String messageId) {
    return new ViolationId("stream", messageId);
  }

  Versioned<Violation> findViolation(String messageId) {
    return stores.realViolations.find(id(messageId)).orElseThrow();
  }

  Claim claimOf(String messageId) {
    Claim claim = findViolation(messageId).value().assignment().claim();
    assertThat(claim).isNotNull();
    return claim;
  }
}
