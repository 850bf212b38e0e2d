package io.spillway.core.message;

import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.StoresFixture;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.ports.Health;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An intake under the standard policy with a classifier that finds the word toxic, and that a test
 * can take down, slow down, or have something happen during.
 */
final class SubmissionFixture implements ContentClassifier {

  private final StoresFixture stores;
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger ids = new AtomicInteger();
  private final RecordingTelemetry noted = new RecordingTelemetry();
  private int asked;
  private boolean isDown;
  private boolean isPrepared;
  private Runnable meanwhile = () -> {};

  SubmissionFixture(StoresFixture stores) {
    this.stores = stores;
  }

  static MessageDraft draft(@Nullable String messageId, String text) {
    return new MessageDraft("stream", messageId, "ada", text);
  }

  MessageIntake intake() {
    return intake(this);
  }

  /** An intake whose classifier is down. */
  MessageIntake intakeDuringAnOutage() {
    SubmissionFixture down = new SubmissionFixture(stores);
    down.classifierIsDown();
    return intake(down);
  }

  private MessageIntake intake(ContentClassifier classifier) {
    TextModeration moderation = new TextModeration(classifier, stream -> Policy.standard());
    Supplier<String> newId = () -> "new-" + ids.incrementAndGet();
    return new MessageIntake(
        stores.messages,
        stores.violations,
        moderation,
        AuthorStanding.off(clock),
        clock,
        newId,
        noted,
        StreamActivityLog.NONE,
        Runnable::run);
  }

  StoresFixture stores() {
    return stores;
  }

  SettableClock clock() {
    return clock;
  }

  /** Recorded outcomes. */
  RecordingTelemetry noted() {
    return noted;
  }

  boolean isPrepared() {
    return isPrepared;
  }

  @Override
  public void prepare() {
    isPrepared = true;
  }

  /** How often the classifier was asked. */
  int asked() {
    return asked;
  }

  void classifierIsDown() {
    isDown = true;
  }

  void classifierTakes(Duration time) {
    meanwhile = () -> clock.advance(time);
  }

  /** Action during the first call of the classifier. */
  void meanwhile(Runnable once) {
    meanwhile =
        () -> {
          meanwhile = () -> {};
          once.run();
        };
  }

  @Override
  public Classification classify(String text) {
    asked++;
    meanwhile.run();
    if (isDown) {
      StoresFixture.OUTAGE.run();
    }
    double score = text.contains("toxic") ? 0.9 : 0.0;
    return new Classification.Scored(
        new Scores(Map.of(Category.HARASSMENT, score)), Fixtures.provenance());
  }

  @Override
  public Health health() {
    return Health.up("test");
  }
}
