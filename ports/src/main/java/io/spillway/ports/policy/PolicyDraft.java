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
 * A policy as somebody wrote it: only what it names differs from what it is put on, the default
 * policy for a stream's and the standard one for the default. A value that is named takes the place
 * of the inherited one; what is in a list comes on top of the inherited list.
 *
 * <p>It may say anything, since it is data: core's {@code Policy} checks it.
 *
 * @param rules by category
 * @param words lists of words and phrases
 * @param links what a link says
 * @param rates how often one author may do what
 * @param standing what an author's strikes lead to
 */
public record PolicyDraft(
    Map<Category, Rule> rules, Words words, Links links, Rates rates, Standing standing) {

  /** Names nothing: all is inherited. */
  public static final PolicyDraft EMPTY =
      new PolicyDraft(
          Map.of(),
          new Words(Map.of(), Map.of(), Set.of()),
          new Links(null, Set.of()),
          new Rates(null, null, null),
          Standing.INHERITED);

  /**
   * What is said of one category. Each part may be null: inherited.
   *
   * @param threshold the lowest score that matters; over 0 and at most 1
   * @param severity how bad a message is that reaches it
   * @param action what is done then
   */
  public record Rule(
      @Nullable Double threshold, @Nullable Severity severity, @Nullable PolicyAction action) {}

  /**
   * Words and phrases. One that is named here is taken out of the other inherited lists.
   *
   * @param banned those that are enough to reach any threshold of their category
   * @param suspect those that raise suspicion
   * @param allowed those that are neither, though an inherited list has them
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
   * What a link says.
   *
   * @param score for {@code spam}, 0 to 1; null when inherited
   * @param allowedHosts to which links do not matter
   */
  public record Links(@Nullable Double score, Set<String> allowedHosts) {
    public Links {
      allowedHosts = Set.copyOf(allowedHosts);
    }
  }

  /**
   * How often one author may do what on one stream. Each part may be null: inherited.
   *
   * @param messages send a message
   * @param repeats send the same text
   * @param links send a text with a link to a host that is not allowed
   */
  public record Rates(
      @Nullable RateLimit messages, @Nullable RateLimit repeats, @Nullable RateLimit links) {}

  /**
   * What an author's strikes lead to: messages that moderators upheld against them. Each part may
   * be null: inherited.
   *
   * @param strikeDays for how many days a strike counts
   * @param warnAt strikes from which on they are told; 0 for never, as below
   * @param slowAt strikes from which on they may send one message in {@code slowSeconds}
   * @param slowSeconds that time, in seconds
   * @param holdAt strikes from which on all that they send is withheld for a moderator
   */
  public record Standing(
      @Nullable Integer strikeDays,
      @Nullable Integer warnAt,
      @Nullable Integer slowAt,
      @Nullable Integer slowSeconds,
      @Nullable Integer holdAt) {

    /** All of it. */
    public static final Standing INHERITED = new Standing(null, null, null, null, null);
  }

  public PolicyDraft {
    EnumMap<Category, Rule> copy = new EnumMap<>(Category.class);
    copy.putAll(rules);
    rules = Collections.unmodifiableMap(copy);
  }

  /**
   * {@return the same draft with other rules}
   *
   * @param wanted by category
   */
  public PolicyDraft withRules(Map<Category, Rule> wanted) {
    return new PolicyDraft(wanted, words, links, rates, standing);
  }

  /**
   * {@return the same draft with other words}
   *
   * @param wanted lists of words and phrases
   */
  public PolicyDraft withWords(Words wanted) {
    return new PolicyDraft(rules, wanted, links, rates, standing);
  }

  /**
   * {@return the same draft with another value of links}
   *
   * @param wanted the score and the allowed hosts
   */
  public PolicyDraft withLinks(Links wanted) {
    return new PolicyDraft(rules, words, wanted, rates, standing);
  }

  /**
   * {@return the same draft with other rate limits}
   *
   * @param wanted limits for each author
   */
  public PolicyDraft withRates(Rates wanted) {
    return new PolicyDraft(rules, words, links, wanted, standing);
  }

  /**
   * {@return the same draft with other effects of strikes}
   *
   * @param wanted the effects
   */
  public PolicyDraft withStanding(Standing wanted) {
    return new PolicyDraft(rules, words, links, rates, wanted);
  }

  /**
   * {@return the same draft with a threshold}
   *
   * @param category the category
   * @param threshold the lowest score that matters; over 0 and at most 1
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
   * @param category the category that it scores 1.0 for
   */
  public PolicyDraft ban(String phrase, Category category) {
    Map<String, Category> more = new HashMap<>(words.banned);
    more.put(phrase, category);
    return withWords(new Words(more, words.suspect, words.allowed));
  }

  /**
   * {@return the same draft with one more suspect word}
   *
   * @param phrase a word or phrase
   * @param category the category that it scores 0.6 for
   */
  public PolicyDraft suspect(String phrase, Category category) {
    Map<String, Category> more = new HashMap<>(words.suspect);
    more.put(phrase, category);
    return withWords(new Words(words.banned, more, words.allowed));
  }

  /** {@return the same draft without rate limits} */
  public PolicyDraft noRates() {
    return withRates(new Rates(RateLimit.NONE, RateLimit.NONE, RateLimit.NONE));
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

  /** Says how much it names; the words of a list are not for a log. */
  @Override
  public String toString() {
    int listed = words.banned.size() + words.suspect.size() + words.allowed.size();
    return "PolicyDraft[" + rules.size() + " rules, " + listed + " words]";
  }
}
