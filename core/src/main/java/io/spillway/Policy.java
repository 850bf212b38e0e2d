package io.spillway;

import io.spillway.core.moderation.Entries;
import io.spillway.core.moderation.Judge;
import io.spillway.core.moderation.PolicyCheck;
import io.spillway.core.moderation.PolicyHash;
import io.spillway.core.moderation.PolicyLayer;
import io.spillway.core.moderation.StandardPolicy;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyDraft;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Moderation policy of a stream, as data. Pure: the same scores get the same verdict, without a
 * classifier.
 *
 * <p>Words are compared whole, in any case, with and without accents, and also in obfuscated
 * spellings such as {@code k1ll} and {@code k i l l}; {@code word*} also finds longer words, {@code
 * *word*} finds it anywhere, {@code "word"} finds it written out only. An invalid policy is
 * rejected with all its problems at once, by an {@link io.spillway.InvalidInputException}.
 *
 * @param version the policy's name in each verdict, in the form of {@link io.spillway.ports.Ids}
 * @param rules the rules by category; a category without a rule withholds nothing. {@code
 *     unspecified} has no rule: a text that a provider refuses to classify is always withheld
 * @param banned words, or phrases of at most {@value #MAX_PHRASE_WORDS} words, that score 1.0 for
 *     their category; at most {@value #MAX_PHRASES} of 1 to {@value #MAX_PHRASE_LENGTH} characters
 * @param suspect words or phrases that score 0.6, with the same limits
 * @param links the rule for links
 * @param rates the rate limits
 * @param standing the consequences of an author's upheld violations
 * @param shape the limits of a text's shape
 * @param exempt the authors exempt from limits of shape and rate and from the check of names
 * @param authors the comparison of authors' names
 * @param reports the consequences of viewers' reports
 */
public record Policy(
    String version,
    Map<Category, CategoryRule> rules,
    Map<String, Category> banned,
    Map<String, Category> suspect,
    LinkRule links,
    RateLimits rates,
    StandingRules standing,
    ShapeRules shape,
    Exemptions exempt,
    AuthorRules authors,
    ReportRules reports) {

  /** Most banned words and phrases, and most suspect ones. */
  public static final int MAX_PHRASES = 5_000;

  /** Most words of one phrase. */
  public static final int MAX_PHRASE_WORDS = 5;

  /** Longest phrase, in characters. */
  public static final int MAX_PHRASE_LENGTH = 100;

  /** Score of a text with a banned word, the highest there is. */
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
    check.shape(shape);
    check.exempt(exempt.authors(), exempt.roles(), Exemptions.MAX_AUTHORS, Exemptions.MAX_ROLES);
    check.reports(reports);
    check.orThrow();
  }

  /**
   * {@return a policy without limits of shape, exemptions and effects of reports}
   *
   * @param version {@link #version()}
   * @param rules {@link #rules()}
   * @param banned {@link #banned()}
   * @param suspect {@link #suspect()}
   * @param links {@link #links()}
   * @param rates {@link #rates()}
   * @param standing {@link #standing()}
   */
  public static Policy of(
      String version,
      Map<Category, CategoryRule> rules,
      Map<String, Category> banned,
      Map<String, Category> suspect,
      LinkRule links,
      RateLimits rates,
      StandingRules standing) {
    return new Policy(
        version,
        rules,
        banned,
        suspect,
        links,
        rates,
        standing,
        ShapeRules.OFF,
        Exemptions.NONE,
        AuthorRules.STANDARD,
        ReportRules.OFF);
  }

  /** {@return the default policy: version {@code standard-1}} */
  public static Policy standard() {
    return StandardPolicy.VALUE;
  }

  /**
   * {@return this policy, overlaid with a draft} Any draft without {@link #problems} can be applied
   * to any policy derived from the standard one by drafts.
   *
   * @param draft the differences
   * @param version the new policy's version
   * @throws io.spillway.InvalidInputException naming each problem of the draft
   */
  public Policy with(PolicyDraft draft, String version) {
    return PolicyLayer.on(this, draft, version);
  }

  /**
   * {@return this policy with some changes; its version is this one's with a hash of the result}
   * Equal changes give equal versions.
   *
   * @param change the changes, such as {@code p -> p.threshold(SPAM, 0.5).noRates()}; everything
   *     else is kept
   * @throws io.spillway.InvalidInputException naming each problem of the changes
   */
  public Policy but(UnaryOperator<PolicyDraft> change) {
    Policy changed = with(change.apply(PolicyDraft.EMPTY), version);
    return new Policy(
        PolicyHash.version(changed),
        changed.rules,
        changed.banned,
        changed.suspect,
        changed.links,
        changed.rates,
        changed.standing,
        changed.shape,
        changed.exempt,
        changed.authors,
        changed.reports);
  }

  /**
   * {@return the problems of a draft; each field is named by its path, as in JSON}
   *
   * @param draft any draft
   */
  public static List<InvalidField> problems(PolicyDraft draft) {
    return PolicyLayer.problems(draft);
  }

  /**
   * {@return the entries of a draft's word lists, as they are read} Sorted by list and entry.
   *
   * @param draft any draft
   */
  public static List<EntryReading> readings(PolicyDraft draft) {
    return Entries.readings(draft.words());
  }

  /**
   * The verdict on a text with these scores: withheld for the worst of the categories that reach
   * their threshold, the one of highest severity and then of highest score; if none of them
   * withholds, marked for the worst of those that mark.
   *
   * @param scores the scores of a classifier, the local rules, or both
   * @param provenance the source of the scores
   * @return {@link Verdict.Allowed}, {@link Verdict.Marked} or {@link Verdict.Flagged}
   */
  public Verdict judge(Scores scores, Provenance provenance) {
    return Judge.judge(this, scores, provenance);
  }

  /**
   * {@return the scores by words, links and shape alone}
   *
   * @param text the original text, 1 to 500 code points
   */
  public Scores floor(String text) {
    return Judge.floor(this, text, false);
  }

  /**
   * {@return whether an author is exempt from limits of shape and rate and from the check of names}
   *
   * @param author the author's name
   * @param roles the author's roles, as the app sent them
   */
  public boolean exempts(String author, Collection<String> roles) {
    return exempt.cover(authors, author, roles);
  }

  /** {@return a draft of the whole policy} */
  public PolicyDraft draft() {
    Map<Category, PolicyDraft.Rule> all = new EnumMap<>(Category.class);
    rules.forEach(
        (category, rule) ->
            all.put(
                category, new PolicyDraft.Rule(rule.threshold(), rule.severity(), rule.action())));
    return new PolicyDraft(
        all,
        new PolicyDraft.Words(banned, suspect, Set.of()),
        new PolicyDraft.Links(links.score(), links.allowedHosts(), links.strictness()),
        new PolicyDraft.Rates(
            rates.messages(), rates.repeats(), rates.links(), rates.streamRepeats()),
        standing.draft(),
        shape.draft(),
        new ExemptDraft(exempt.authors(), exempt.roles()),
        new PolicyDraft.Authors(authors.ignoreCase()),
        new PolicyDraft.Reports(reports.withholdAt()));
  }

  private static Map<Category, CategoryRule> copy(Map<Category, CategoryRule> rules) {
    EnumMap<Category, CategoryRule> copy = new EnumMap<>(Category.class);
    copy.putAll(rules);
    return copy;
  }
}
