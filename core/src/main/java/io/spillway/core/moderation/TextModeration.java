package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.core.CodePoints;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text may be read: the local floor first, then the classifier, then policy.
 *
 * <p>It fails open. A classifier that gives no answer, or makes no sense to everybody, costs nobody
 * their message: the verdict is {@link Unmoderated}, which says why and is never taken for clean.
 * An answer that one text alone has spoilt is no outage: the text is withheld. What the local floor
 * withholds stays withheld, whatever the classifier says or fails to say.
 *
 * <p>Safe for use by many threads.
 */
public final class TextModeration implements Monitored {

  /** Longest text, in code points. */
  public static final int MAX_TEXT_LENGTH = 500;

  private static final String CRASHED = "classifier.crashed";
  private static final String PROBE = "good evening everyone";

  private static final Failure NO_ANSWER =
      Failure.transientFailure("classifier.bad-answer", "the answer is none");

  private final ContentClassifier classifier;
  private final Function<String, Policy> policyOfStream;
  private final Consumer<PortException> onFailure;
  private volatile @Nullable Failure lastFailure;

  /**
   * Moderation by one classifier whose failures are only remembered for {@link #health()}.
   *
   * @param classifier is asked about every text in which the local floor has not found the worst
   *     already
   * @param policyOfStream the policy in force on a stream, by its id; never null
   */
  public TextModeration(ContentClassifier classifier, Function<String, Policy> policyOfStream) {
    this(classifier, policyOfStream, failure -> {});
  }

  /**
   * Moderation by one classifier.
   *
   * @param classifier is asked about every text in which the local floor has not found the worst
   *     already
   * @param policyOfStream the policy in force on a stream, by its id; never null
   * @param onFailure called on the calling thread each time the classifier gives no answer, such as
   *     a {@link ClassifierFailureLog}; what it throws is ignored. The exception's cause is what
   *     the classifier threw, and its message may quote a text
   */
  public TextModeration(
      ContentClassifier classifier,
      Function<String, Policy> policyOfStream,
      Consumer<PortException> onFailure) {
    this.classifier = requireNonNull(classifier, "classifier");
    this.policyOfStream = requireNonNull(policyOfStream, "policyOfStream");
    this.onFailure = requireNonNull(onFailure, "onFailure");
  }

  /**
   * {@return the classifier's own health; degraded, with code and exception class, while the last
   * text got no answer}
   */
  @Override
  public Health health() {
    Health health = classifier.health();
    Failure failure = lastFailure;
    return failure == null || health.state() != Health.State.UP
        ? health
        : new Health(
            health.adapter(), Health.State.DEGRADED, failure.code() + ": " + failure.message());
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
    return requireNonNull(policyOfStream.apply(streamId), () -> "no policy for stream " + streamId);
  }

  /**
   * The verdict on a text as it was written. Throws nothing that the classifier throws.
   *
   * @param streamId id of the stream
   * @param text 1 to {@value #MAX_TEXT_LENGTH} code points, with something to see
   * @return {@link Verdict.Allowed}, {@link Unmoderated} with the failure's code as its cause
   *     ({@code classifier.crashed} for what is no {@link PortException}), or {@link Flagged}; a
   *     text that keeps the classifier's answer from being read is flagged as unspecified
   * @throws IllegalArgumentException for a text out of bounds
   */
  public Verdict moderate(String streamId, String text) {
    return moderate(policyOf(streamId), text);
  }

  /**
   * {@return the same verdict, by a policy that the caller has looked at already}
   *
   * @param policy in force on the text's stream
   * @param text 1 to {@value #MAX_TEXT_LENGTH} code points, with something to see
   * @throws IllegalArgumentException for a text out of bounds
   */
  public Verdict moderate(Policy policy, String text) {
    return attempt(policy, text, classifier::classify).verdict();
  }

  /**
   * {@return the verdict for those who may wait and ask again ({@link
   * ContentClassifier#reclassify}), and with it why the classifier gave no answer, if it gave none}
   *
   * @param streamId id of the stream
   * @param text 1 to {@value #MAX_TEXT_LENGTH} code points, with something to see
   */
  public ModerationResult attempt(String streamId, String text) {
    return attempt(policyOf(streamId), text, classifier::reclassify);
  }

  private ModerationResult attempt(
      Policy policy, String text, Function<String, Classification> ask) {
    requireInBounds(text);
    ModerationResult moderated = judgeWithoutMatches(policy, text, ask);
    return moderated.verdict() instanceof Flagged flagged
        ? new ModerationResult(
            flagged.at(WordAndLinkScorer.matches(policy, text)), moderated.failure())
        : moderated;
  }

  /** Without telling where in the text what the floor has found stands. */
  private ModerationResult judgeWithoutMatches(
      Policy policy, String text, Function<String, Classification> ask) {
    String normalised = Normaliser.normalise(text);
    Scores floor = WordAndLinkScorer.score(policy, normalised);
    Verdict ofFloor = Judge.judge(policy, floor, WordAndLinkScorer.provenance(policy));
    if (ofFloor instanceof Flagged flagged && Judge.isHighest(policy, flagged.severity())) {
      return new ModerationResult(
          flagged, null); // No answer could make it worse: not worth a request.
    }
    try {
      Classification answer = classify(ask, forClassifier(text, normalised));
      lastFailure = null;
      return answer instanceof Unreadable unreadable
          ? judgeUnread(policy, floor, unreadable)
          : new ModerationResult(judgeAnswer(policy, floor, answer), null);
    } catch (PortException e) {
      reportFailure(e);
      return new ModerationResult(
          judgeWithoutAnswer(policy, ofFloor, e.failure().code()), e.failure());
    }
  }

  /** A listener that fails must not cost anyone a message. */
  private void reportFailure(PortException failure) {
    lastFailure = failure.failure();
    try {
      onFailure.accept(failure);
    } catch (RuntimeException ignored) {
      // Health still tells.
    }
  }

  /**
   * Whether the classifier answers at all: it is asked about a text that nobody could object to.
   *
   * @return why it does not; empty when it does
   */
  public Optional<Failure> probe() {
    try {
      Classification answer = classify(classifier::reclassify, PROBE);
      return answer instanceof Unreadable ? Optional.of(NO_ANSWER) : Optional.empty();
    } catch (PortException e) {
      return Optional.of(e.failure());
    }
  }

  /** Throws nothing but {@link PortException}, also when what was answered is no answer. */
  private static Classification classify(Function<String, Classification> ask, String text) {
    Classification answer;
    try {
      answer = ask.apply(text);
    } catch (PortException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PortException(Failure.transientFailure(CRASHED, e.getClass().getName()), e);
    }
    // A lambda may well give none.
    if (Objects.isNull(answer)) {
      throw new PortException(NO_ANSWER);
    }
    return answer;
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

  private static Verdict judgeWithoutAnswer(Policy policy, Verdict ofFloor, String cause) {
    return ofFloor instanceof Flagged ? ofFloor : new Unmoderated(cause, policy.version());
  }

  /** What was read of an answer counts; the rest is held against the text if it is to blame. */
  private static ModerationResult judgeUnread(Policy policy, Scores floor, Unreadable answer) {
    Verdict verdict = judgeRaised(policy, floor, new Scored(answer.scores(), answer.provenance()));
    if (verdict instanceof Flagged) {
      return new ModerationResult(verdict, null);
    }
    return answer.isTextAtFault()
        ? new ModerationResult(
            Judge.judgeUnreadable(policy, floor.raisedBy(answer.scores()), answer.provenance()),
            null)
        : new ModerationResult(new Unmoderated(NO_ANSWER.code(), policy.version()), NO_ANSWER);
  }

  private static Verdict judgeAnswer(Policy policy, Scores floor, Classification answer) {
    return answer instanceof ProviderBlocked blocked
        ? Judge.judgeBlocked(policy, blocked.reason(), floor, blocked.provenance())
        : judgeRaised(policy, floor, (Scored) answer);
  }

  private static Verdict judgeRaised(Policy policy, Scores floor, Scored scored) {
    Scores scores = floor.raisedBy(scored.scores());
    Verdict verdict = Judge.judge(policy, scores, scored.provenance());
    // Whoever gave the score that decided answers for it.
    return verdict instanceof Flagged flagged
            && floor.of(flagged.category()) > scored.scores().of(flagged.category())
        ? Judge.judge(policy, scores, WordAndLinkScorer.provenance(policy))
        : verdict;
  }
}
