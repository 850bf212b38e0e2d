package io.spillway.simulation;

import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Classifier that finds harassment in toxic texts. It never answers about a riddle, answers too
 * late about a slow text, and some texts corrupt its response. It can also fail or lie.
 */
final class SimulatedClassifier implements ContentClassifier {

  static final String TOXIC = "toxic";
  static final String RIDDLE = "riddle";
  static final String SLOW = "slow";

  /** Corrupts its response, of which a high score remains readable. */
  static final String GARBLED = "garbled";

  /** Corrupts its response completely. */
  static final String BLANK = "blank";

  private static final Set<String> UNFIT = Set.of(TOXIC, RIDDLE, SLOW, GARBLED, BLANK);

  private static final double HIGH = 0.95;
  private static final double LOW = 0.01;
  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final Duration PATIENCE = TIMEOUT.multipliedBy(5);

  /** State of the classifier. */
  enum Mood {
    WELL,
    SILENT,
    THROTTLED,
    /** All responses are too late. */
    SLOW,
    /** All responses have another format with readable scores. */
    ODD,
    /** All responses have another format without readable scores. */
    UNREADABLE,
    /** Finds nothing in any text. */
    LYING
  }

  private final SettableClock clock;
  private final Set<String> liedAbout = new HashSet<>();
  private Mood mood = Mood.WELL;
  private boolean saidHigh;

  SimulatedClassifier(SettableClock clock) {
    this.clock = clock;
  }

  void be(Mood next) {
    mood = next;
  }

  /** Returns whether a text is harmful, by a classifier that does not lie. */
  static boolean isUnfit(String text) {
    return UNFIT.stream().anyMatch(text::contains);
  }

  /** Returns whether the classifier has lied about a text. */
  boolean hasLiedAbout(String text) {
    return liedAbout.contains(text);
  }

  /**
   * Returns whether it may give no valid answer about a text, because of its state or of that text.
   */
  boolean mayFailFor(String text) {
    return mood != Mood.WELL || text.contains(RIDDLE) || text.contains(SLOW);
  }

  /** Resets the record of responses. */
  void listen() {
    saidHigh = false;
  }

  /**
   * Returns whether its last answer since {@link #listen} had a score above every policy's
   * threshold.
   */
  boolean saidHigh() {
    return saidHigh;
  }

  @Override
  public Classification classify(String text) {
    return classify(text, TIMEOUT);
  }

  @Override
  public Classification reclassify(String text) {
    return classify(text, PATIENCE);
  }

  private Classification classify(String text, Duration timeout) {
    // Requests of an interleaved step do not count.
    saidHigh = false;
    if (mood == Mood.THROTTLED) {
      throw new PortException(
          Failure.throttled("classifier.throttled", "too much", Duration.ofMinutes(3)));
    }
    if (mood == Mood.SLOW || text.contains(SLOW)) {
      clock.advance(timeout);
      throw new PortException(Failure.transientFailure("classifier.timeout", "too late"));
    }
    if (mood == Mood.SILENT || text.contains(RIDDLE)) {
      throw new PortException(Failure.transientFailure("classifier.unavailable", "no answer"));
    }
    if (mood == Mood.UNREADABLE || text.contains(BLANK)) {
      return new Classification.Unreadable(Scores.NONE, mood == Mood.WELL, Fixtures.provenance());
    }
    Scores scores = scores(text);
    return mood == Mood.ODD || text.contains(GARBLED)
        ? new Classification.Unreadable(scores, mood == Mood.WELL, Fixtures.provenance())
        : new Classification.Scored(scores, Fixtures.provenance());
  }

  private Scores scores(String text) {
    boolean isHigh = text.contains(TOXIC) || text.contains(GARBLED);
    if (isHigh && mood == Mood.LYING) {
      liedAbout.add(text);
      isHigh = false;
    }
    saidHigh = isHigh;
    return new Scores(Map.of(Category.HARASSMENT, isHigh ? HIGH : LOW));
  }

  @Override
  public Health health() {
    return Health.up("simulated");
  }
}
