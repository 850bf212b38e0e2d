package io.spillway.core.moderation;

import io.spillway.CategoryRule;
import io.spillway.InvalidField;
import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.ReportRules;
import io.spillway.ShapeRules;
import io.spillway.StandingRules;
import io.spillway.core.InputCheck;
import io.spillway.core.text.Links;
import io.spillway.core.text.WordEntry;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.RateLimit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Validates a policy, and collects its problems. */
public final class PolicyCheck {

  private static final int MAX_NAME_LENGTH = 100;

  private final InputCheck check = new InputCheck();

  /** Creates a check without problems. */
  public PolicyCheck() {}

  /**
   * Checks a version.
   *
   * @param version the policy's version
   */
  public void version(String version) {
    check.id("version", version);
  }

  /**
   * Checks rules.
   *
   * @param rules the rules by category
   */
  public void rules(Map<Category, CategoryRule> rules) {
    rules.forEach((category, rule) -> rule(category, rule.threshold()));
  }

  void rule(Category category, double threshold) {
    String field = "rules." + category.code();
    if (category == Category.UNSPECIFIED) {
      check.reject(field, "is not allowed: no classifier scores it");
    }
    if (!(threshold > 0 && threshold <= 1)) {
      check.reject(field + ".threshold", "must be over 0 and at most 1");
    }
  }

  /**
   * Checks words.
   *
   * @param field the list's name, for the error
   * @param words the list
   * @param max the most entries
   * @return the categories by entry as it is read
   */
  public Map<String, Category> words(String field, Map<String, Category> words, int max) {
    if (words.size() > max) {
      check.reject(field, "must have at most " + max + " entries");
      return new WordIndex(Map.of());
    }
    Map<String, Category> byReading = new LinkedHashMap<>();
    words.forEach((phrase, category) -> word(field, phrase, category, byReading));
    return new WordIndex(byReading);
  }

  /** Checks allowed words, and returns their keys. */
  Set<String> checkAllowed(String field, Set<String> words, int max) {
    Map<String, Category> any = new HashMap<>();
    words.forEach(word -> any.put(word, Category.SPAM));
    return words(field, any, max).keySet();
  }

  /** Rejects words that are in two lists. */
  void rejectShared(String field, Set<String> keys, Set<String> others) {
    keys.stream()
        .filter(others::contains)
        .sorted()
        .forEach(
            key -> check.reject(field, "must not repeat a word of another list: '" + key + "'"));
  }

  private void word(
      String field, String phrase, Category category, Map<String, Category> byReading) {
    if (phrase.length() > Policy.MAX_PHRASE_LENGTH) {
      check.reject(field, "must have words of 1 to " + Policy.MAX_PHRASE_LENGTH + " characters");
      return;
    }
    WordEntry entry = WordEntry.of(phrase);
    String reading = entry.reading();
    if (entry.problem() != null) {
      check.reject(field, "'" + phrase + "' " + entry.problem());
    } else if (entry.words() > Policy.MAX_PHRASE_WORDS) {
      check.reject(
          field, "must have at most " + Policy.MAX_PHRASE_WORDS + " words in '" + reading + "'");
    } else if (category == Category.UNSPECIFIED) {
      check.reject(field, "must have a category that can be scored for '" + reading + "'");
    } else if (byReading.getOrDefault(reading, category) != category) {
      check.reject(field, "must have one category for '" + reading + "'");
    } else {
      byReading.put(reading, category);
    }
  }

  /**
   * Checks the rule on links.
   *
   * @param links the rule
   */
  public void links(LinkRule links) {
    links(links.score(), links.allowedHosts(), LinkRule.MAX_ALLOWED_HOSTS);
  }

  void links(double score, Set<String> allowedHosts, int max) {
    share("links.score", score);
    if (allowedHosts.size() > max) {
      check.reject("links.allowedHosts", "must have at most " + max + " entries");
    }
    allowedHosts.stream()
        .filter(host -> !Links.isHost(host) && !Links.isPublicSuffix(host))
        .sorted()
        .forEach(
            host -> check.reject("links.allowedHosts", "must be hosts in lower case: " + host));
    allowedHosts.stream()
        .filter(Links::isPublicSuffix)
        .sorted()
        .forEach(
            host ->
                check.reject(
                    "links.allowedHosts",
                    "must not be a suffix under which anyone can register names: " + host));
  }

  /**
   * Checks rate limits.
   *
   * @param rates the limits
   */
  public void rates(RateLimits rates) {
    rate("rates.messages", rates.messages());
    rate("rates.repeats", rates.repeats());
    rate("rates.links", rates.links());
    rate("rates.streamRepeats", rates.streamRepeats().limit());
    check.number(
        "rates.streamRepeats.minLength",
        rates.streamRepeats().minLength(),
        1,
        TextModeration.MAX_TEXT_LENGTH);
  }

  private void rate(String field, RateLimit limit) {
    check.number(field + ".most", limit.most(), 0, RateLimits.MAX_TIMES);
    check.number(field + ".seconds", limit.seconds(), 1, RateLimits.MAX_SECONDS);
  }

  List<InvalidField> problems() {
    return check.problems();
  }

  /**
   * Checks the rules on standing.
   *
   * @param rules the rules
   */
  public void standing(StandingRules rules) {
    check.number("standing.strikeDays", rules.strikeDays(), 1, StandingRules.MAX_DAYS);
    check.number("standing.warnAt", rules.warnAt(), 0, StandingRules.MAX_STRIKES);
    check.number("standing.slowAt", rules.slowAt(), 0, StandingRules.MAX_STRIKES);
    check.number("standing.slowSeconds", rules.slowSeconds(), 1, RateLimits.MAX_SECONDS);
    check.number("standing.holdAt", rules.holdAt(), 0, StandingRules.MAX_STRIKES);
  }

  /**
   * Checks limits of shape.
   *
   * @param rules the limits
   */
  public void shape(ShapeRules rules) {
    share("shape.score", rules.score());
    share("shape.capitals.most", rules.capitals().most());
    check.number("shape.capitals.letters", rules.capitals().letters(), 1, ShapeRules.MAX);
    check.number("shape.run", rules.run(), 0, ShapeRules.MAX);
    check.number("shape.emoji", rules.emoji(), 0, ShapeRules.MAX);
    check.number("shape.lineBreaks", rules.lineBreaks(), 0, ShapeRules.MAX);
    check.number("shape.marks", rules.marks(), 0, ShapeRules.MAX);
  }

  private void share(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      check.reject(field, "must be 0 to 1");
    }
  }

  /**
   * Checks exempt authors. Names are not repeated in problems.
   *
   * @param authors the names
   * @param roles the roles
   * @param maxAuthors the most names
   * @param maxRoles the most roles
   */
  public void exempt(Set<String> authors, Set<String> roles, int maxAuthors, int maxRoles) {
    if (authors.size() > maxAuthors) {
      check.reject("exempt.authors", "must have at most " + maxAuthors + " entries");
    }
    if (!authors.stream().allMatch(PolicyCheck::isAuthor)) {
      check.reject("exempt.authors", "must have names of 1 to " + MAX_NAME_LENGTH + " characters");
    }
    if (roles.size() > maxRoles) {
      check.reject("exempt.roles", "must have at most " + maxRoles + " entries");
    }
    if (!roles.stream().allMatch(Roles::isRole)) {
      check.reject("exempt.roles", "must have " + Roles.FORM);
    }
  }

  private static boolean isAuthor(String name) {
    return name.codePointCount(0, name.length()) <= MAX_NAME_LENGTH
        && !AuthorNames.key(name).isEmpty();
  }

  /**
   * Checks the rules on reports.
   *
   * @param rules the rules
   */
  public void reports(ReportRules rules) {
    if (!(rules.withholdAt() >= 0 && rules.withholdAt() <= ReportRules.MAX_WEIGHT)) {
      check.reject("reports.withholdAt", "must be 0 to " + ReportRules.MAX_WEIGHT);
    }
  }

  /** Throws {@link io.spillway.InvalidInputException} if there were problems. */
  public void orThrow() {
    check.orThrow();
  }
}
