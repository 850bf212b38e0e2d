package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.Policy;
import io.spillway.core.CodePoints;
import io.spillway.core.text.ReadText;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.ports.TextLength;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Classification.ProviderBlocked;
import io.spillway.ports.moderation.Classification.Scored;
import io.spillway.ports.moderation.Classification.Unreadable;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.moderation.Verdict.Flagged;
import io.spillway.ports.moderation.Verdict.Unmoderated;
import io.spillway.ports.moderation.WithheldName;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Moderates a text: scores it by rules on words, links and shape, calls the classifier, and applies
 * the policy.
 *
 * <p>Fails open: if the classifier gives no answer, or its answers are unreadable for all texts,
 * the verdict is {@link Unmoderated}, with the cause, which is distinct from allowed. Meanwhile a
 * local classifier may withhold a text, provisionally and marked as such; it clears none. If the
 * answer is unreadable for one text only, that text is withheld, provisionally too. A text that the
 * local rules withhold stays withheld regardless of the classifier.
 *
 * <p>Safe for use by many threads.
 */
public final class TextModeration implements Monitored {

  /** Longest text, in characters by {@link TextLength}. */
  public static final int MAX_TEXT_LENGTH = 500;

  private static final String CRASHED = "classifier.crashed";
  private static final String PROBE = "good evening everyone";

  private static final Failure NO_ANSWER =
      Failure.transientFailure("classifier.bad-answer", "the classifier returned no result");

  private final ContentClassifier classifier;
  private final Function<String, Policy> policyOfStream;
  private final Consumer<PortException> onFailure;
  private final LocalClassifier local;
  private final NameRules names;
  private volatile @Nullable Failure lastFailure;

  /**
   * Creates a moderation whose failures are reported by {@link #health()} only.
   *
   * @param classifier the classifier; called for each text unless local rules already gave the
   *     highest severity
   * @param policyOfStream the function from a stream's id to its policy; never returns null
   */
  public TextModeration(ContentClassifier classifier, Function<String, Policy> policyOfStream) {
    this(classifier, policyOfStream, failure -> {});
  }

  /**
   * Creates a moderation.
   *
   * @param classifier the classifier; called for each text unless local rules already gave the
   *     highest severity
   * @param policyOfStream the function from a stream's id to its policy; never returns null
   * @param onFailure the listener to failures, such as a {@link ClassifierFailureLog}; runs on the
   *     calling thread, and its own exceptions are ignored. The failure's cause is the classifier's
   *     exception, and its message may quote a text
   */
  public TextModeration(
      ContentClassifier classifier,
      Function<String, Policy> policyOfStream,
      Consumer<PortException> onFailure) {
    this(classifier, policyOfStream, onFailure, LocalClassifier.standard(Runnable::run));
  }

  /**
   * Creates a moderation with a local classifier.
   *
   * @param classifier the classifier; called for each text unless local rules already gave the
   *     highest severity
   * @param policyOfStream the function from a stream's id to its policy; never returns null
   * @param onFailure the listener to failures
   * @param local the classifier of names, and of texts about which {@code classifier} gives no
   *     answer
   */
  public TextModeration(
      ContentClassifier classifier,
      Function<String, Policy> policyOfStream,
      Consumer<PortException> onFailure,
      LocalClassifier local) {
    this.classifier = requireNonNull(classifier, "classifier");
    this.policyOfStream = requireNonNull(policyOfStream, "policyOfStream");
    this.onFailure = requireNonNull(onFailure, "onFailure");
    this.local = requireNonNull(local, "local");
    this.names = new NameRules(local);
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

  /** Warms up the classifiers, by {@link ContentClassifier#prepare}. */
  public void prepare() {
    classifier.prepare();
    local.prepare();
  }

  /**
   * {@return the reason why the local rules withhold a name; empty for most names} Limits of shape
   * do not apply to names, and the classifier gets none.
   *
   * @param policy the stream's policy
   * @param name the name as sent
   */
  public Optional<WithheldName> checkName(Policy policy, String name) {
    return names.check(policy, name);
  }

  /**
   * {@return the policy in force on a stream}
   *
   * @param streamId the stream's id
   */
  public Policy policyOf(String streamId) {
    return requireNonNull(policyOfStream.apply(streamId), () -> "no policy for stream " + streamId);
  }

  /**
   * Moderates a text. Exceptions of the classifier are not propagated.
   *
   * @param streamId the stream's id
   * @param text the original text, 1 to {@value #MAX_TEXT_LENGTH} characters, not blank
   * @return {@link Verdict.Allowed}, {@link Unmoderated} with the failure's code as its cause
   *     ({@code classifier.crashed} for exceptions other than {@link PortException}), or {@link
   *     Flagged}; a text for which alone the answer is unreadable is flagged as unspecified
   * @throws IllegalArgumentException for a text out of bounds
   */
  public Verdict moderate(String streamId, String text) {
    return moderate(policyOf(streamId), ReadText.of(text), false);
  }

  /**
   * {@return the verdict by a policy that the caller has already fetched}
   *
   * @param policy the stream's policy
   * @param text the text, 1 to {@value #MAX_TEXT_LENGTH} code points, not blank
   * @param isExempt whether the author is exempt from limits of shape
   * @throws IllegalArgumentException for a text out of bounds
   */
  public Verdict moderate(Policy policy, ReadText text, boolean isExempt) {
    requireInBounds(text.original());
    TextShape.Limit shape =
        isExempt ? null : TextShape.findExceeded(policy.shape(), text.original());
    return attempt(policy, text, shape, classifier::classify).verdict();
  }

  /**
   * {@return the verdict of a background recheck ({@link ContentClassifier#reclassify}), with the
   * classifier's failure if it gave no answer} The shape is judged only when a message arrives,
   * because roles, which may exempt its author, are not stored.
   *
   * @param streamId the stream's id
   * @param text the original text, 1 to {@value #MAX_TEXT_LENGTH} characters, not blank
   */
  public ModerationResult attempt(String streamId, String text) {
    requireInBounds(text);
    return attempt(policyOf(streamId), ReadText.of(text), null, classifier::reclassify);
  }

  private ModerationResult attempt(
      Policy policy,
      ReadText text,
      TextShape.@Nullable Limit shape,
      Function<String, Classification> ask) {
    ModerationResult moderated = judgeWithoutMatches(policy, text, shape, ask);
    return Judge.explain(policy, moderated.verdict(), shape) instanceof Flagged flagged
        ? new ModerationResult(
            flagged.at(WordAndLinkScorer.matches(policy, text)), moderated.failure())
        : moderated;
  }

  /** Judges a text without the positions of matches. */
  private ModerationResult judgeWithoutMatches(
      Policy policy,
      ReadText text,
      TextShape.@Nullable Limit shape,
      Function<String, Classification> ask) {
    Scores floor = Judge.withShape(policy, WordAndLinkScorer.score(policy, text), shape);
    Verdict ofFloor = Judge.judge(policy, floor, WordAndLinkScorer.provenance(policy));
    if (ofFloor instanceof Flagged flagged && Judge.isHighest(policy, flagged.severity())) {
      return new ModerationResult(
          flagged, null); // No answer could raise the severity, so the request is saved.
    }
    try {
      Classification answer = classify(ask, forClassifier(text.original()));
      lastFailure = null;
      return answer instanceof Unreadable unreadable
          ? judgeUnread(policy, floor, forClassifier(text.original()), unreadable)
          : new ModerationResult(judgeAnswer(policy, floor, answer), null);
    } catch (PortException e) {
      reportFailure(e);
      return judgeWithoutAnswer(policy, floor, forClassifier(text.original()), e.failure());
    }
  }

  /** Notifies the listener. A failing listener must not fail the message. */
  private void reportFailure(PortException failure) {
    lastFailure = failure.failure();
    try {
      onFailure.accept(failure);
    } catch (RuntimeException ignored) {
      // Health still reports the failure.
    }
  }

  /**
   * Probes the classifier with a harmless text.
   *
   * @return the failure; empty if the classifier answered
   */
  public Optional<Failure> probe() {
    try {
      Classification answer = classify(classifier::reclassify, PROBE);
      return answer instanceof Unreadable ? Optional.of(NO_ANSWER) : Optional.empty();
    } catch (PortException e) {
      return Optional.of(e.failure());
    }
  }

  /** Calls the classifier. Throws only {@link PortException}, also for a null answer. */
  private static Classification classify(Function<String, Classification> ask, String text) {
    Classification answer;
    try {
      answer = ask.apply(text);
    } catch (PortException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PortException(Failure.transientFailure(CRASHED, e.getClass().getName()), e);
    }
    // A classifier written as a lambda may return null.
    if (Objects.isNull(answer)) {
      throw new PortException(NO_ANSWER);
    }
    return answer;
  }

  private static void requireInBounds(String text) {
    if (CodePoints.isBlank(text) || TextLength.problem(text, MAX_TEXT_LENGTH) != null) {
      throw new IllegalArgumentException(
          "text must have 1 to " + MAX_TEXT_LENGTH + " characters and not be blank");
    }
  }

  /** Returns the text for the classifier, without NFKC if that makes it too long. */
  static String forClassifier(String text) {
    String normalised = Normaliser.normalise(text);
    return normalised.length() <= ContentClassifier.MAX_TEXT_LENGTH
        ? normalised
        : Normaliser.normaliseInPlace(text);
  }

  /**
   * Judges by the local rules and the local classifier, which withhold and never clear.
   *
   * @param floor the scores by the local rules, and by the readable part of an answer
   */
  private ModerationResult judgeWithoutAnswer(
      Policy policy, Scores floor, String text, Failure failure) {
    Scored found = local.score(text);
    Verdict verdict =
        Judge.judge(policy, floor.raisedBy(found.scores()), WordAndLinkScorer.provenance(policy));
    if (!(verdict instanceof Flagged flagged)) {
      return new ModerationResult(Unmoderated.of(failure.code(), policy.version()), failure);
    }
    boolean isOfFloor = floor.of(flagged.category()) >= found.scores().of(flagged.category());
    return new ModerationResult(
        isOfFloor ? flagged : Judge.byFallback(policy, flagged, found.provenance()), failure);
  }

  /**
   * Judges by the readable part of an answer; if the text caused the rest to be unreadable, flags
   * the text.
   */
  private ModerationResult judgeUnread(
      Policy policy, Scores floor, String text, Unreadable answer) {
    Verdict verdict = judgeRaised(policy, floor, new Scored(answer.scores(), answer.provenance()));
    if (verdict instanceof Flagged) {
      return new ModerationResult(verdict, null);
    }
    Scores scores = floor.raisedBy(answer.scores());
    return answer.isTextAtFault()
        ? new ModerationResult(Judge.judgeUnreadable(policy, scores, answer.provenance()), null)
        : judgeWithoutAnswer(policy, scores, text, NO_ANSWER);
  }

  private static Verdict judgeAnswer(Policy policy, Scores floor, Classification answer) {
    return answer instanceof ProviderBlocked blocked
        ? Judge.judgeBlocked(policy, blocked.reason(), floor, blocked.provenance())
        : judgeRaised(policy, floor, (Scored) answer);
  }

  private static Verdict judgeRaised(Policy policy, Scores floor, Scored scored) {
    Scores scores = floor.raisedBy(scored.scores());
    Verdict verdict = Judge.judge(policy, scores, scored.provenance());
    // The provenance names the source of the decisive score.
    return verdict instanceof Flagged flagged
            && floor.of(flagged.category()) > scored.scores().of(flagged.category())
        ? Judge.judge(policy, scores, WordAndLinkScorer.provenance(policy))
        : verdict;
  }
}
