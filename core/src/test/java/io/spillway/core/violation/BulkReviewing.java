package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.OPEN;

import io.spillway.Decision;
import io.spillway.core.StoresFixture;
import io.spillway.core.violation.BulkResult.Applied;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Instant;
import java.util.stream.IntStream;

/** Open violations of one stream, and a moderator who decides them together. */
abstract class BulkReviewing {

  static final ViolationFilter OPEN_ONES = ViolationFilter.all().withState(OPEN);

  final StoresFixture stores = new StoresFixture();
  final SettableClock clock = new SettableClock(Fixtures.NOW.plusSeconds(60));
  final BulkReview bulk =
      new BulkReview(stores.messages, stores.violations, stores.violationArchive, clock);
  final ViolationReview review =
      new ViolationReview(stores.realMessages, stores.realViolations, clock);

  void hold(int count) {
    IntStream.range(0, count).forEach(i -> hold("m-" + i, Fixtures.NOW));
  }

  void hold(String messageId, Instant at) {
    stores.realViolations.add(Fixtures.violation("stream", messageId).heldAt(at).build());
  }

  Preview preview() {
    return (Preview) bulk.preview(OPEN_ONES, DISMISSED);
  }

  static Decision decision() {
    return new Decision(DISMISSED, ReasonCode.FALSE_POSITIVE, "a raid of fans", "mod-1", null);
  }

  BulkResult apply(Preview preview) {
    return bulk.apply(preview.filter(), decision(), preview.count(), preview.bulkId());
  }

  Applied applySuccessfully(Preview preview) {
    return (Applied) apply(preview);
  }

  void decide(String messageId, ViolationState to) {
    review.decide(id(messageId), version(messageId), Decision.of(to, "", "mod-2"));
  }

  static ViolationId id(String messageId) {
    return new ViolationId("stream", messageId);
  }

  String version(String messageId) {
    return stores.realViolations.find(id(messageId)).orElseThrow().version();
  }

  Violation findViolation(String messageId) {
    return stores.realViolations.find(id(messageId)).orElseThrow().value();
  }

  long countPublished() {
    return stores.realMessages.count("stream").published();
  }
}
