package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.OPEN;

import io.spillway.Decision;
import io.spillway.core.StoresFixture;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    return bulk.preview(OPEN_ONES, DISMISSED, "mod-1");
  }

  static Decision decision() {
    return new Decision(DISMISSED, ReasonCode.FALSE_POSITIVE, "a raid of fans", "mod-1", null);
  }

  BulkResult apply(Preview preview) {
    return bulk.apply(preview.filter(), decision(), preview.count(), preview.bulkId(), null);
  }

  Slice applySuccessfully(Preview preview) {
    return (Slice) apply(preview);
  }

  Slice applySuccessfully(Preview preview, @Nullable String cursor) {
    return (Slice)
        bulk.apply(preview.filter(), decision(), preview.count(), preview.bulkId(), cursor);
  }

  /** Applies slice by slice until all is complete. */
  List<Slice> applyAll(Preview preview) {
    List<Slice> slices = new ArrayList<>();
    slices.add(applySuccessfully(preview));
    while (!slices.get(slices.size() - 1).isComplete()) {
      slices.add(applySuccessfully(preview, slices.get(slices.size() - 1).nextCursor()));
    }
    return slices;
  }

  void claimAsAnother(String messageId) {
    claim(messageId, "mod-2");
  }

  void claim(String messageId, String moderator) {
    new ViolationClaims(
            stores.realViolations, () -> stores.realViolations, Strikes.NONE, clock, () -> "token")
        .claim(id(messageId), moderator, null, null);
  }

  String findOpen() {
    return stores
        .realViolations
        .list(OPEN_ONES, PageRequest.first(1))
        .items()
        .get(0)
        .value()
        .id()
        .messageId();
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
