package io.spillway.simulation;

import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classifier responses within one step, and the publications that they forbid: a text with a high
 * score, and an unmoderated text although the classifier was available.
 */
final class Heard {

  private static final String CLASSIFIER = "ContentClassifier.";

  private final SimulatedClassifier classifier;
  private final Findings findings;
  private final Set<String> high = new HashSet<>();
  private final Set<String> excused = new HashSet<>();

  Heard(SimulatedClassifier classifier, Findings findings) {
    this.classifier = classifier;
    this.findings = findings;
  }

  /** Records the start of a port's call. */
  void begins(String call, Object @Nullable [] arguments) {
    if (arguments == null) {
      return;
    }
    if (call.startsWith(CLASSIFIER)) {
      classifier.listen();
    } else if (call.equals("MessageStore.add")) {
      checkPublished((Message) arguments[0]);
    } else if (call.equals("MessageStore.replaceVerdict")) {
      checkPublished(((Message) arguments[0]).with((Verdict.Published) arguments[1]));
    }
  }

  /**
   * Records the end of a port's call.
   *
   * @param isStruck whether a fault hit the call
   */
  void ends(String call, Object @Nullable [] arguments, boolean isStruck) {
    if (arguments != null && call.startsWith(CLASSIFIER) && arguments[0] instanceof String text) {
      note(excused, text, isStruck || classifier.mayFailFor(text));
      note(high, text, classifier.saidHigh() && !isStruck);
    }
  }

  private static void note(Set<String> texts, String text, boolean isSo) {
    if (isSo) {
      texts.add(text);
    } else {
      texts.remove(text);
    }
  }

  /** Checks a message that is about to be stored, or to get another verdict. */
  private void checkPublished(Message message) {
    String text = message.text();
    boolean isByPerson =
        message.verdict() instanceof Verdict.Kept
            || (message.verdict() instanceof Verdict.Released released
                && !released.moderator().startsWith("system:"));
    findings.require(
        isByPerson || !high.contains(text), "a text with a high score is not published", message);
    if (message.verdict() instanceof Verdict.Unmoderated unmoderated) {
      findings.require(
          unmoderated.rechecks() > 0 || excused.contains(text),
          "an attack does not stop the moderation of others",
          message);
    }
  }
}
