package io.spillway.core.moderation;

import static io.spillway.ports.moderation.Severity.HIGH;
import static io.spillway.ports.moderation.Severity.MEDIUM;
import static java.util.Objects.requireNonNull;

import io.spillway.core.InvalidField;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stream tolerates, as data. It is pure: the same scores get the same verdict, without a
 * classifier.
 *
 * <p>Words are compared whole, in any case, with and without accents, and also as they are written
 * to get past a list, such as {@code k1ll}. What is wrong with a policy is told all at once, by an
 * {@link io.spillway.core.InvalidInputException}.
 *
 * @param version names this policy in each verdict; in the form of {@link io.spillway.ports.Ids}
 * @param rules by category; one without a rule withholds nothing. There is none for {@code
 *     unspecified}: what a provider refuses to look at is always withheld
 * @param banned words, or phrases of at most {@value #MAX_PHRASE_WORDS} words, that score 1.0 for
 *     their category; at most {@value #MAX_PHRASES} of 1 to {@value #MAX_PHRASE_LENGTH} characters
 * @param suspect the same that score 0.6
 * @param links what a link says about a message
 * @param rates how often one author may do what
 * @param standing what follows when moderators uphold an author's messages
 */
public record Policy(
    String version,
    Map<Category, CategoryRule> rules,
    Map<String, Category> banned,
    Map<String, Category> suspect,
    LinkRule links,
    RateRules rates,
    StandingRules standing) {

  /** Most banned words and phrases, and most suspect ones. */
  public static final int MAX_PHRASES = 5_000;

  /** Most words of one phrase. */
  public static final int MAX_PHRASE_WORDS = 5;

  /** Longest phrase, in characters. */
  public static final int MAX_PHRASE_LENGTH = 100;

  /** Score of a text with a banned word: nothing can be surer. */
  public static final double BANNED_SCORE = 1.0;

  /** Score of a text with a suspect word. */
  public static final double SUSPECT_SCORE = 0.6;

  public Policy {
    PolicyCheck check = new PolicyCheck();
    check.version(version);
    check.rules(rules);
    rules = Collections.unmodifiableMap(copy(rules));
    banned = check.words("banned", banned, MAX_PHRASES);
    suspect = check.words("suspect", suspect, MAX_PHRASES);
    check.links(links);
    check.rates(rates);
    check.standing(standing);
    check.orThrow();
  }

  /** {@return what is in force where nobody chose another: version {@code standard-1}} */
  public static Policy standard() {
    return StandardPolicy.VALUE;
  }

  /**
   * {@return this policy with what a draft names} Any draft without {@link #problems} can be put on
   * any policy that was made of the standard one by other drafts.
   *
   * @param draft what differs
   * @param version the new policy's
   * @throws io.spillway.core.InvalidInputException naming all that is wrong with the draft
   */
  public Policy with(PolicyDraft draft, String version) {
    return PolicyLayer.on(this, draft, version);
  }

  /**
   * {@return all that is wrong with a draft; each field is named by its path, as in JSON}
   *
   * @param draft any
   */
  public static List<InvalidField> problems(PolicyDraft draft) {
    return PolicyLayer.problems(draft);
  }

  /**
   * The verdict on a text with these scores: withheld for the worst of the categories that reach
   * their threshold, the one of highest severity and then of highest score; where none of them
   * withholds, marked for the worst of those that mark.
   *
   * @param scores by a classifier, the local floor, or both
   * @param provenance whose scores they are
   * @return {@link Verdict.Allowed}, {@link Verdict.Marked} or {@link Verdict.Flagged}
   */
  public Verdict judge(Scores scores, Provenance provenance) {
    Category withheld = worst(PolicyAction.WITHHOLD, scores);
    if (withheld != null) {
      return flagged(withheld, scores, provenance);
    }
    Category marked = worst(PolicyAction.MARK, scores);
    return marked != null
        ? marked(marked, scores, provenance)
        : new Verdict.Allowed(scores, version, provenance);
  }

  /**
   * {@return what words and links alone say of a text as it was written}
   *
   * @param text 1 to 500 code points
   */
  public Scores floor(String text) {
    return LocalFloor.score(this, Normaliser.normalise(text));
  }

  /**
   * {@return the verdict on a text whose scores by a classifier are known from before}
   *
   * @param text as it was written
   * @param classified what the classifier said of it
   */
  public Verdict rejudge(String text, Scores classified) {
    return judge(floor(text).raisedBy(classified), LocalFloor.provenance(this));
  }

  /**
   * {@return the same for a text that a provider refused to look at, which is withheld by every
   * policy}
   *
   * @param text as it was written
   * @param classified what a classifier said of it; {@link Scores#NONE} when none did
   */
  public Verdict rejudgeRefused(String text, Scores classified) {
    Scores scores = floor(text).raisedBy(classified);
    return judgeBlocked("BEFORE", scores, LocalFloor.provenance(this));
  }

  /** {@return everything that it says, as somebody could have written it} */
  public PolicyDraft draft() {
    Map<Category, PolicyDraft.Rule> all = new EnumMap<>(Category.class);
    rules.forEach(
        (category, rule) ->
            all.put(
                category, new PolicyDraft.Rule(rule.threshold(), rule.severity(), rule.action())));
    return new PolicyDraft(
        all,
        new PolicyDraft.Words(banned, suspect, Set.of()),
        new PolicyDraft.Links(links.score(), links.allowedHosts()),
        new PolicyDraft.Rates(rates.messages(), rates.repeats(), rates.links()),
        standing.draft());
  }

  /** The verdict on a text that a provider refused to look at. */
  Verdict.Flagged judgeBlocked(String providerCode, Scores scores, Provenance provenance) {
    String reason = "refused by the provider: " + oneLine(providerCode) + inForce();
    return new Verdict.Flagged(
        Category.UNSPECIFIED, HIGH, 1.0, reason, scores, version, provenance, List.of());
  }

  /** The verdict on a text about which a classifier's answer cannot be read. */
  Verdict.Flagged judgeUnreadable(Scores scores, Provenance provenance) {
    return new Verdict.Flagged(
        Category.UNSPECIFIED,
        MEDIUM,
        1.0,
        "no readable answer about it, while others are answered" + inForce(),
        scores,
        version,
        provenance,
        List.of());
  }

  /** Whether no rule withholds for a higher severity. */
  boolean isHighest(Severity severity) {
    return rules.values().stream()
        .filter(rule -> rule.action() == PolicyAction.WITHHOLD)
        .noneMatch(rule -> rule.severity().compareTo(severity) > 0);
  }

  private @Nullable Category worst(PolicyAction action, Scores scores) {
    Category worst = null;
    for (Category category : scores.byCategory().keySet()) {
      CategoryRule rule = rules.get(category);
      if (rule != null && rule.action() == action && scores.of(category) >= rule.threshold()) {
        worst = worst == null ? category : worse(worst, category, scores);
      }
    }
    return worst;
  }

  /** Of higher severity, then of higher score, then the first in the order of categories. */
  private Category worse(Category first, Category second, Scores scores) {
    int bySeverity = rule(first).severity().compareTo(rule(second).severity());
    int order = bySeverity == 0 ? Double.compare(scores.of(first), scores.of(second)) : bySeverity;
    return order < 0 ? second : first;
  }

  private Verdict.Marked marked(Category category, Scores scores, Provenance provenance) {
    return new Verdict.Marked(
        category, rule(category).severity(), scores.of(category), scores, version, provenance);
  }

  private Verdict.Flagged flagged(Category category, Scores scores, Provenance provenance) {
    CategoryRule rule = rule(category);
    double score = scores.of(category);
    String reason =
        String.format(
            Locale.ROOT,
            "%s scored %.2f, threshold %.2f",
            category.code(),
            score,
            rule.threshold());
    return new Verdict.Flagged(
        category,
        rule.severity(),
        score,
        reason + inForce(),
        scores,
        version,
        provenance,
        List.of());
  }

  private CategoryRule rule(Category category) {
    return requireNonNull(rules.get(category));
  }

  private String inForce() {
    return " (policy " + version + ")";
  }

  /** What comes from outside may be anything; a reason is one short line. */
  private static String oneLine(String code) {
    String line = code.replaceAll("[^A-Za-z0-9_.-]+", "_");
    return line.substring(0, Math.min(line.length(), 60));
  }

  private static Map<Category, CategoryRule> copy(Map<Category, CategoryRule> rules) {
    EnumMap<Category, CategoryRule> copy = new EnumMap<>(Category.class);
    copy.putAll(rules);
    return copy;
  }
}
