package io.spillway.core.violation;

import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.core.StoresFixture;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.ViolationBuilder;

/** One violation, and a moderator who decides it. */
abstract class ReviewFixture {

  static final ViolationId ID = new ViolationId("stream", "m-1");

  final StoresFixture stores = new StoresFixture();
  final SettableClock clock = new SettableClock();
  final ViolationReview review = new ViolationReview(stores.messages, stores.violations, clock);

  static ViolationBuilder open() {
    return Fixtures.violation("stream", "m-1");
  }

  Violation prepare(ViolationBuilder violation) {
    return stores.realViolations.add(violation.build()).value();
  }

  ReviewResult decide(ViolationState to) {
    return review.decide(ID, version(), Decision.of(to, "", "mod-1"));
  }

  Violation decideSuccessfully(ViolationState to) {
    return ((Decided) decide(to)).violation().value();
  }

  String version() {
    return stores.realViolations.find(ID).orElseThrow().version();
  }

  Violation standing() {
    return stores.realViolations.find(ID).orElseThrow().value();
  }
}
