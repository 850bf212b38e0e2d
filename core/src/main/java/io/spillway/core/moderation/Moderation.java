package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.core.CodePoints;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a text may be read: the local floor first, then the classifier, then policy.
 *
 * <p>It fails open. A classifier that gives no answer, or one that makes no sense, costs nobody
 * their message: the verdict is {@link Unmoderated}, which says why and is never taken for clean.
 * What the local floor withholds stays withheld, whatever the classifier says or fails to say.
 *
 * <p>Safe for use by many threads.
 */
public final class Moderation {

  /** Longest text, in code points. */
  public static final int MAX_TEXT_LENGTH = 500;

  private static final String BAD_ANSWER = "classifier.bad-answer";
  private static final String CRASHED = "classifier.crashed";
  private static final String PROBE = "good evening everyone";

  private final ContentClassifier classifier;
  private final Function<String, Policy> policyOfStream;

  /**
   * Moderation by one classifier.
   *
   * @param classifier is asked about every text in which the local floor has not found the worst
   *     already
   * @param policyOfStream the policy in force on a stream, by its id; never null
   */
  public Moderation(ContentClassifier classifier, Function<String, Policy> policyOfStream) {
    this.classifier = requireNonNull(classifier, "classifier");
    this.policyOfStream = requireNonNull(policyOfStream, "policyOfStream");
  }

  /** As {@link ContentClassifier#prepare}. */
  public void prepare() {
    classifier.prepare();
  }

  /**
   * {@return the policy in force on a stream}
   *
   * @param streamId id of the stream
   */
  public Policy policyOf(String streamId) {
    return policyOfStream.apply(streamId);
  }

  /**
   * The verdict on a text as it was written. Throws nothing that the classifier throws.
   *
   * @param streamId id of the stream
   * @param text 1 to {@value #MAX_TEXT_LENGTH} code points, with something to see
   * @return {@link Verdict.Allowed}, {@link Unmoderated} with the failure's code as its cause
   *     ({@code classifier.crashed} for what is no {@link PortException}), or {@link Flagged}
   * @throws IllegalArgumentException for a text out of bounds
   */
  public Verdict moderate(String streamId, String text) {
    return attempt(streamId, text).verdict();
  }

  /**
   * {@return the same verdict, by a policy that the caller has looked at already}
   *
   * @param policy in force on the text's stream
   * @param text 1 to {@value #MAX_TEXT_LENGTH} code points, with something to see
   * @throws IllegalArgumentException for a text out of bounds
   */
  public Verdict moderate(Policy policy, String text) {
    return attempt(policy, text).verdict();
  }

  /**
   * {@return the same verdict, and with it why the classifier gave no answer, if it gave none: for
   * those who may wait and ask again}
   *
   * @param streamId id of the stream
   * @param text 1 to {@value #MAX_TEXT_LENGTH} code points, with something to see
   */
  public Moderated attempt(String streamId, String text) {
    return attempt(policyOfStream.apply(streamId), text);
  }

  private Moderated attempt(Policy policy, String text) {
    requireInBounds(text);
    Moderated moderated = unplaced(policy, text);
    return moderated.verdict() instanceof Flagged flagged
        ? new Moderated(flagged.at(LocalFloor.matches(policy, text)), moderated.failure())
        : moderated;
  }

  /** Without telling where in the text what the floor has found stands. */
  private Moderated unplaced(Policy policy, String text) {
    String normalised = Normaliser.normalise(text);
    Scores floor = LocalFloor.score(policy, normalised);
    Verdict ofFloor = policy.judge(floor, LocalFloor.provenance(policy));
    if (ofFloor instanceof Flagged flagged && policy.isHighest(flagged.severity())) {
      return new Moderated(flagged, null); // No answer could make it worse: not worth a request.
    }
    try {
      Classification answer = answer(forClassifier(text, normalised));
      return new Moderated(answered(policy, floor, answer), null);
    } catch (PortException e) {
      return new Moderated(unanswered(policy, ofFloor, e.failure().code()), e.failure());
    }
  }

  /**
   * Whether the classifier answers at all: it is asked about a text that nobody could object to.
   *
   * @return why it does not; empty when it does
   */
  public Optional<Failure> probe() {
    try {
      answer(PROBE);
      return Optional.empty();
    } catch (PortException e) {
      return Optional.of(e.failure());
    }
  }

  /** Throws nothing but {@link PortException}, also when what was answered is no answer. */
  private Classification answer(String text) {
    Classification answer;
    try {
      answer = classifier.classify(text);
    } catch (PortException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PortException(Failure.transientFailure(CRASHED, e.getClass().getName()), e);
    }
    if (answer instanceof Scored || answer instanceof ProviderBlocked) {
      return answer;
    }
    throw new PortException(Failure.transientFailure(BAD_ANSWER, "the answer is none"));
  }

  private static void requireInBounds(String text) {
    if (CodePoints.isBlank(text) || text.codePointCount(0, text.length()) > MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "text must have 1 to " + MAX_TEXT_LENGTH + " characters and not be blank");
    }
  }

  /** A text that grows too long by normalising is asked about all the same, and whole. */
  private static String forClassifier(String text, String normalised) {
    return normalised.length() <= ContentClassifier.MAX_TEXT_LENGTH
        ? normalised
        : Normaliser.normaliseInPlace(text);
  }

  private static Verdict unanswered(Policy policy, Verdict ofFloor, String cause) {
    return ofFloor instanceof Flagged ? ofFloor : new Unmoderated(cause, policy.version());
  }

  private static Verdict answered(Policy policy, Scores floor, Classification answer) {
    return answer instanceof ProviderBlocked blocked
        ? policy.judgeBlocked(blocked.reason(), floor, blocked.provenance())
        : raised(policy, floor, (Scored) answer);
  }

  private static Verdict raised(Policy policy, Scores floor, Scored scored) {
    Scores scores = floor.raisedBy(scored.scores());
    Verdict verdict = policy.judge(scores, scored.provenance());
    // Whoever gave the score that decided answers for it.
    return verdict instanceof Flagged flagged
            && floor.of(flagged.category()) > scored.scores().of(flagged.category())
        ? policy.judge(scores, LocalFloor.provenance(policy))
        : verdict;
  }
}
