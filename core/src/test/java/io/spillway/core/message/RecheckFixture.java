package io.spillway.core.message;

import io.spillway.Policy;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.StoresFixture;
import io.spillway.core.author.AuthorRestrictions;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Unmoderated messages, and a sweep whose classifier finds the word toxic or fails as told. */
final class RecheckFixture implements ContentClassifier {

  static final RecheckRules RULES =
      new RecheckRules(
          1_000,
          Duration.ofSeconds(45),
          3,
          Duration.ofMinutes(30),
          Duration.ofMinutes(15),
          Duration.ofDays(1));

  final StoresFixture stores;
  final SettableClock clock = new SettableClock();
  final RecordingTelemetry noted = new RecordingTelemetry();
  final List<String> asked = new ArrayList<>();
  private final Map<String, Failure> failing = new HashMap<>();
  private final Map<String, Duration> slow = new HashMap<>();
  private @Nullable Failure outage;
  private boolean hasFragileBreaker;
  private boolean isBreakerOpen;
  private boolean isSpoilt;
  private boolean isTextAtFault;
  private boolean isLenient;
  private Duration latency = Duration.ZERO;

  RecheckFixture(StoresFixture stores) {
    this.stores = stores;
  }

  /** An intake with this classifier, and policies that a test may change. */
  MessageIntake intake(Supplier<Policy> policy, Supplier<String> newId, Telemetry telemetry) {
    AuthorStanding standing =
        new AuthorStanding(
            () -> stores.violationArchive,
            stream -> policy.get(),
            AuthorRestrictions.off(clock),
            clock);
    return new MessageIntake(
        stores.messages,
        stores.violations,
        new TextModeration(this, stream -> policy.get()),
        standing,
        clock,
        newId,
        telemetry,
        StreamActivityLog.NONE,
        Runnable::run);
  }

  RecheckSweep sweep() {
    return sweep(RULES);
  }

  RecheckSweep sweep(RecheckRules rules) {
    TextModeration moderation = new TextModeration(this, stream -> Policy.standard());
    return new RecheckSweep(stores.messages, stores.violations, moderation, rules, clock, noted);
  }

  /** Published unmoderated, as many seconds ago. */
  Message publish(String id, String text, int secondsAgo) {
    return stores.realMessages.add(
        Fixtures.message("stream", id)
            .text(text)
            .sentAt(clock.instant().minusSeconds(secondsAgo))
            .verdict(Fixtures.unmoderated())
            .build());
  }

  void fails(String text, String code) {
    failing.put(text, Failure.transientFailure(code, "a test made it fail"));
  }

  void isDown(Failure failure) {
    outage = failure;
  }

  void isUp() {
    outage = null;
  }

  /** It fails for this text only after a time. */
  void isSlow(String text, Duration time) {
    fails(text, "classifier.timeout");
    slow.put(text, time);
  }

  /** Makes the classifier fail after each failure until it is repaired. */
  void hasFragileBreaker() {
    hasFragileBreaker = true;
  }

  void mendBreaker() {
    isBreakerOpen = false;
  }

  /** Its answers cannot be read, and it says whether that is each text's fault. */
  void isSpoilt(boolean isTextAtFault) {
    isSpoilt = true;
    this.isTextAtFault = isTextAtFault;
  }

  void takes(Duration time) {
    latency = time;
  }

  /** Makes the classifier clear every text. */
  void isLenient() {
    isLenient = true;
  }

  @Override
  public Classification classify(String text) {
    asked.add(text);
    clock.advance(latency.plus(slow.getOrDefault(text, Duration.ZERO)));
    if (isBreakerOpen) {
      throw new PortException(Failure.transientFailure("classifier.breaker-open", "open"));
    }
    Failure failure = outage != null ? outage : failing.get(text);
    if (failure != null) {
      isBreakerOpen = hasFragileBreaker;
      throw new PortException(failure);
    }
    if (isSpoilt) {
      return new Classification.Unreadable(Scores.NONE, isTextAtFault, Fixtures.provenance());
    }
    double score = text.contains("toxic") && !isLenient ? 0.9 : 0.0;
    return new Classification.Scored(
        new Scores(Map.of(Category.HARASSMENT, score)), Fixtures.provenance());
  }

  @Override
  public Health health() {
    return Health.up("test");
  }
}
