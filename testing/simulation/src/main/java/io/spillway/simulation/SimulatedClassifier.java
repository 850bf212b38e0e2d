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
 * Finds harassment in what is toxic. It never has an answer to a riddle, none in time to what is
 * slow, and some texts spoil their answers. All of it may be out of order, or lie.
 */
final class SimulatedClassifier implements ContentClassifier {

  static final String TOXIC = "toxic";
  static final String RIDDLE = "riddle";
  static final String SLOW = "slow";

  /** What spoils its answer, of which a high score can be read. */
  static final String GARBLED = "garbled";

  /** What spoils its answer, of which nothing can be read. */
  static final String BLANK = "blank";

  private static final Set<String> UNFIT = Set.of(TOXIC, RIDDLE, SLOW, GARBLED, BLANK);

  private static final double HIGH = 0.95;
  private static final double LOW = 0.01;
  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final Duration PATIENCE = TIMEOUT.multipliedBy(5);

  /** How it does. */
  enum Mood {
    WELL,
    SILENT,
    THROTTLED,
    /** All answers take too long. */
    SLOW,
    /** All answers have another format, of which scores can be read. */
    ODD,
    /** All answers have another format, of which nothing can be read. */
    UNREADABLE,
    /** It finds nothing in anything. */
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

  /** Whether a text is not to be found fit, by a classifier that does not lie. */
  static boolean isUnfit(String text) {
    return UNFIT.stream().anyMatch(text::contains);
  }

  /** Whether it has said of a text that it is fit, against better knowledge. */
  boolean hasLiedAbout(String text) {
    return liedAbout.contains(text);
  }

  /** Whether it has no good answer about a text for a reason of its own or of that text. */
  boolean mayFailFor(String text) {
    return mood != Mood.WELL || text.contains(RIDDLE) || text.contains(SLOW);
  }

  /** Forgets what it said before. */
  void listen() {
    saidHigh = false;
  }

  /** Whether its last answer since {@link #listen} had a score that no policy tolerates. */
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
    // What another step asked, between the beginning of this call and now, is not this one's.
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
