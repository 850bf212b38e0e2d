package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.WordListClassifier;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Classifier without requests, for names and for texts about which the classifier gives no answer.
 * It only withholds: a failure, or any result other than scores, counts as no scores.
 *
 * <p>Safe for use by many threads.
 */
public final class LocalClassifier {

  /** No local classifier: no text has scores. */
  public static final LocalClassifier NONE = new LocalClassifier(() -> null, Runnable::run);

  private static final Scored NOTHING = new Scored(Scores.NONE, Provenance.of("none"));

  private final Supplier<@Nullable ContentClassifier> classifier;
  private final Executor background;
  private final AtomicBoolean isPreparing = new AtomicBoolean();

  private LocalClassifier(Supplier<@Nullable ContentClassifier> classifier, Executor background) {
    this.classifier = classifier;
    this.background = background;
  }

  /**
   * {@return the word list bundled with Spillway, loaded once for all}
   *
   * @param background the executor that loads it ahead of the first text
   */
  public static LocalClassifier standard(Executor background) {
    return new LocalClassifier(() -> BundledList.CLASSIFIER, background);
  }

  /**
   * {@return a team's own}
   *
   * @param classifier the classifier
   */
  public static LocalClassifier of(ContentClassifier classifier) {
    requireNonNull(classifier, "classifier");
    return new LocalClassifier(() -> classifier, Runnable::run);
  }

  /** Starts the initialisation that the first text would otherwise wait for. Never throws. */
  void prepare() {
    if (isPreparing.compareAndSet(false, true)) {
      try {
        background.execute(this::load);
      } catch (RuntimeException ignored) {
        // The first text loads it.
      }
    }
  }

  private void load() {
    ContentClassifier loaded = classifier.get();
    if (loaded != null) {
      loaded.prepare();
    }
  }

  /** Scores a normalised text, which may be empty. */
  Scored score(String text) {
    ContentClassifier local = classifier.get();
    if (local == null || text.isEmpty()) {
      return NOTHING;
    }
    try {
      return local.classify(text) instanceof Scored scored ? scored : NOTHING;
    } catch (RuntimeException e) {
      return NOTHING;
    }
  }

  /** Loads the list at first use: reading it costs a tenth of a second in a new process. */
  private static final class BundledList {
    // Its latency is not worth a clock.
    static final ContentClassifier CLASSIFIER = new WordListClassifier(() -> Instant.EPOCH);

    private BundledList() {}
  }
}
