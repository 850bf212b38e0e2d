package io.spillway.ports.policy;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unvalidated policy as written by an operator: differences from the inherited policy, which is the
 * default policy for a stream's and the standard policy for the default. A value overrides the
 * inherited one; list entries are added to the inherited list.
 *
 * <p>Core's {@code Policy} validates it.
 *
 * @param rules the rules by category
 * @param words the lists of words and phrases
 * @param links the score of links and the allowed hosts
 * @param rates the rate limits
 * @param standing the effects of an author's strikes
 * @param shape the limits of a text's shape
 * @param exempt the authors exempt from the limits of shape and rate
 * @param authors the comparison of authors' names
 * @param reports the effects of viewers' reports
 */
public record PolicyDraft(
    Map<Category, Rule> rules,
    Words words,
    Links links,
    Rates rates,
    Standing standing,
    ShapeDraft shape,
    ExemptDraft exempt,
    Authors authors,
    Reports reports) {

  /** Draft that inherits everything. */
  public static final PolicyDraft EMPTY =
      new PolicyDraft(
          Map.of(),
          new Words(Map.of(), Map.of(), Set.of()),
          new Links(null, Set.of()),
          Rates.INHERITED,
          Standing.INHERITED,
          ShapeDraft.INHERITED,
          ExemptDraft.NONE,
          new Authors(null),
          new Reports(null));

  /**
   * Rule for one category. Each part may be null: inherited.
   *
   * @param threshold the lowest score that triggers the action; over 0 and at most 1
   * @param severity the severity of a message that reaches it
   * @param action the action on a message that reaches it
   */
  public record Rule(
      @Nullable Double threshold, @Nullable Severity severity, @Nullable PolicyAction action) {}

  /**
   * Words and phrases. An entry in one list is removed from the other inherited lists.
   *
   * @param banned the banned words, which reach any threshold of their category
   * @param suspect the suspicious words, which raise the score of their category
   * @param allowed the allowed words, which are removed from inherited lists
   */
  public record Words(
      Map<String, Category> banned, Map<String, Category> suspect, Set<String> allowed) {
    public Words {
      banned = Map.copyOf(banned);
      suspect = Map.copyOf(suspect);
      allowed = Set.copyOf(allowed);
    }
  }

  /**
   * Score of links, allowed hosts and strictness.
   *
   * @param score the score of a link for {@code spam}, 0 to 1; null: inherited
   * @param allowedHosts the hosts to which links have no score
   * @param strictness the strictness in telling links from sentences; null: inherited
   */
  public record Links(
      @Nullable Double score, Set<String> allowedHosts, @Nullable LinkStrictness strictness) {
    public Links {
      allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Creates a draft with inherited strictness.
     *
     * @param score {@link #score()}
     * @param allowedHosts {@link #allowedHosts()}
     */
    public Links(@Nullable Double score, Set<String> allowedHosts) {
      this(score, allowedHosts, null);
    }
  }

  /**
   * Rate limits on one stream. Each part may be null: inherited.
   *
   * @param messages the limit of an author's messages
   * @param repeats the limit of an author's messages with the same text
   * @param links the limit of an author's messages with a link to a host that is not allowed
   * @param streamRepeats the limit of all authors' messages with the same text
   */
  public record Rates(
      @Nullable RateLimit messages,
      @Nullable RateLimit repeats,
      @Nullable RateLimit links,
      @Nullable StreamRepeats streamRepeats) {

    /** Inherits all parts. */
    public static final Rates INHERITED = new Rates(null, null, null, null);
  }

  /**
   * Effects of an author's strikes, which are violations that moderators upheld. Each part may be
   * null: inherited.
   *
   * @param strikeDays the number of days for which a strike counts
   * @param warnAt the number of strikes from which on the author is warned; 0 for never, here and
   *     below
   * @param slowAt the number of strikes from which on the author may send one message per {@code
   *     slowSeconds}
   * @param slowSeconds the interval between messages, in seconds
   * @param holdAt the number of strikes from which on all messages of the author are withheld
   */
  public record Standing(
      @Nullable Integer strikeDays,
      @Nullable Integer warnAt,
      @Nullable Integer slowAt,
      @Nullable Integer slowSeconds,
      @Nullable Integer holdAt) {

    /** Inherits all parts. */
    public static final Standing INHERITED = new Standing(null, null, null, null, null);
  }

  /**
   * Comparison of authors' names.
   *
   * @param ignoreCase whether names that differ only in case denote one author for standing and
   *     exemptions; null: inherited
   */
  public record Authors(@Nullable Boolean ignoreCase) {}

  /**
   * Effects of viewers' reports.
   *
   * @param withholdAt the weight of reports from which on a message is withheld until a moderator
   *     decides, 0 to 100; 0 for never; null: inherited
   */
  public record Reports(@Nullable Double withholdAt) {}

  /**
   * {@return a draft that inherits shape, exemptions, comparison of names and reports}
   *
   * @param rules {@link #rules()}
   * @param words {@link #words()}
   * @param links {@link #links()}
   * @param rates {@link #rates()}
   * @param standing {@link #standing()}
   */
  public static PolicyDraft of(
      Map<Category, Rule> rules, Words words, Links links, Rates rates, Standing standing) {
    return new PolicyDraft(
        rules,
        words,
        links,
        rates,
        standing,
        ShapeDraft.INHERITED,
        ExemptDraft.NONE,
        new Authors(null),
        new Reports(null));
  }

  public PolicyDraft {
    EnumMap<Category, Rule> copy = new EnumMap<>(Category.class);
    copy.putAll(rules);
    rules = Collections.unmodifiableMap(copy);
  }

  /**
   * {@return the same draft with other rules}
   *
   * @param wanted the rules by category
   */
  public PolicyDraft withRules(Map<Category, Rule> wanted) {
    return new PolicyDraft(wanted, words, links, rates, standing, shape, exempt, authors, reports);
  }

  /**
   * {@return the same draft with other words}
   *
   * @param wanted the lists of words and phrases
   */
  public PolicyDraft withWords(Words wanted) {
    return new PolicyDraft(rules, wanted, links, rates, standing, shape, exempt, authors, reports);
  }

  /**
   * {@return the same draft with other link rules}
   *
   * @param wanted the score and the allowed hosts
   */
  public PolicyDraft withLinks(Links wanted) {
    return new PolicyDraft(rules, words, wanted, rates, standing, shape, exempt, authors, reports);
  }

  /**
   * {@return the same draft with other rate limits}
   *
   * @param wanted the limits
   */
  public PolicyDraft withRates(Rates wanted) {
    return new PolicyDraft(rules, words, links, wanted, standing, shape, exempt, authors, reports);
  }

  /**
   * {@return the same draft with other effects of strikes}
   *
   * @param wanted the effects
   */
  public PolicyDraft withStanding(Standing wanted) {
    return new PolicyDraft(rules, words, links, rates, wanted, shape, exempt, authors, reports);
  }

  /**
   * {@return the same draft with other limits of shape}
   *
   * @param wanted the limits
   */
  public PolicyDraft withShape(ShapeDraft wanted) {
    return new PolicyDraft(rules, words, links, rates, standing, wanted, exempt, authors, reports);
  }

  /**
   * {@return the same draft with other exemptions}
   *
   * @param wanted the names and roles
   */
  public PolicyDraft withExempt(ExemptDraft wanted) {
    return new PolicyDraft(rules, words, links, rates, standing, shape, wanted, authors, reports);
  }

  /**
   * {@return the same draft with another comparison of names}
   *
   * @param wanted the comparison
   */
  public PolicyDraft withAuthors(Authors wanted) {
    return new PolicyDraft(rules, words, links, rates, standing, shape, exempt, wanted, reports);
  }

  /**
   * {@return the same draft with other effects of reports}
   *
   * @param wanted the effects
   */
  public PolicyDraft withReports(Reports wanted) {
    return new PolicyDraft(rules, words, links, rates, standing, shape, exempt, authors, wanted);
  }

  /**
   * {@return the same draft with a threshold}
   *
   * @param category the category
   * @param threshold the lowest score that triggers the action; over 0 and at most 1
   */
  public PolicyDraft threshold(Category category, double threshold) {
    Rule before = rule(category);
    return with(category, new Rule(threshold, before.severity(), before.action()));
  }

  /**
   * {@return the same draft with a severity}
   *
   * @param category the category
   * @param severity the severity of a message that reaches the threshold
   */
  public PolicyDraft severity(Category category, Severity severity) {
    Rule before = rule(category);
    return with(category, new Rule(before.threshold(), severity, before.action()));
  }

  /**
   * {@return the same draft with an action}
   *
   * @param category the category
   * @param action the action on a message that reaches the threshold
   */
  public PolicyDraft action(Category category, PolicyAction action) {
    Rule before = rule(category);
    return with(category, new Rule(before.threshold(), before.severity(), action));
  }

  /**
   * {@return the same draft with one more banned word}
   *
   * @param phrase a word or phrase
   * @param category the category for which it scores 1.0
   */
  public PolicyDraft ban(String phrase, Category category) {
    Map<String, Category> more = new HashMap<>(words.banned);
    more.put(phrase, category);
    return withWords(new Words(more, words.suspect, words.allowed));
  }

  /**
   * {@return the same draft with one more suspicious word}
   *
   * @param phrase a word or phrase
   * @param category the category for which it scores 0.6
   */
  public PolicyDraft suspect(String phrase, Category category) {
    Map<String, Category> more = new HashMap<>(words.suspect);
    more.put(phrase, category);
    return withWords(new Words(words.banned, more, words.allowed));
  }

  /** {@return the same draft without rate limits} */
  public PolicyDraft noRates() {
    return withRates(new Rates(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE, StreamRepeats.NONE));
  }

  private Rule rule(Category category) {
    return rules.getOrDefault(category, new Rule(null, null, null));
  }

  private PolicyDraft with(Category category, Rule rule) {
    EnumMap<Category, Rule> more = new EnumMap<>(Category.class);
    more.putAll(rules);
    more.put(category, rule);
    return withRules(more);
  }

  /** Contains only the numbers of rules and words, because the words must not appear in logs. */
  @Override
  public String toString() {
    int listed = words.banned.size() + words.suspect.size() + words.allowed.size();
    return "PolicyDraft[" + rules.size() + " rules, " + listed + " words]";
  }
}
