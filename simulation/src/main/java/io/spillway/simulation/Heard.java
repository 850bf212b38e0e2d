package io.spillway.simulation;

import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import java.util.HashSet;
import java.util.Set;

/**
 * What one step has heard of the classifier, and what that forbids: to publish what was scored
 * high, and to publish unmoderated what the classifier could have been asked about.
 */
final class Heard {

  private final SimulatedClassifier classifier;
  private final Findings findings;
  private final Set<String> high = new HashSet<>();
  private final Set<String> excused = new HashSet<>();

  Heard(SimulatedClassifier classifier, Findings findings) {
    this.classifier = classifier;
    this.findings = findings;
  }

  /** The classifier is about to be asked. */
  void begins() {
    classifier.listen();
  }

  /**
   * The classifier was asked.
   *
   * @param isStruck whether something went wrong on the way there or back
   */
  void ends(String text, boolean isStruck) {
    if (isStruck || classifier.mayFailFor(text)) {
      excused.add(text);
    } else {
      excused.remove(text);
    }
    if (classifier.saidHigh() && !isStruck) {
      high.add(text);
    } else {
      high.remove(text);
    }
  }

  /** A message is about to be stored, or gets another verdict. */
  void published(Message message) {
    String text = message.text();
    boolean isByPerson =
        message.verdict() instanceof Verdict.Released released
            && !released.moderator().startsWith("system:");
    findings.require(
        isByPerson || !high.contains(text), "what was scored high is not published", message);
    if (message.verdict() instanceof Verdict.Unmoderated unmoderated) {
      findings.require(
          unmoderated.rechecks() > 0 || excused.contains(text),
          "others are moderated while a text is attacked with",
          message);
    }
  }
}
