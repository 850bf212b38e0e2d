package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.policy.LinkStrictness;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a policy: {@code {rules, words, links, rates, standing, shape, exempt, authors,
 * reports}}, each of which may be missing:
 *
 * <pre>{@code
 * {
 *   "rules": {"harassment": {"threshold": 0.7, "severity": "MEDIUM", "action": "withhold"}},
 *   "words": {"banned": {"a phrase": "hate"}, "suspect": {}, "allowed": ["a phrase"]},
 *   "links": {"score": 0.5, "allowedHosts": ["example.com"], "strictness": "standard"},
 *   "rates": {"messages": {"most": 20, "seconds": 10},
 *             "streamRepeats": {"most": 10, "seconds": 10, "minLength": 20}},
 *   "standing": {"strikeDays": 30, "warnAt": 1, "slowAt": 3, "slowSeconds": 30, "holdAt": 5},
 *   "shape": {"score": 0.8, "capitals": {"most": 0.7, "letters": 20}, "run": 20, "emoji": 30,
 *             "lineBreaks": 10, "marks": 8},
 *   "exempt": {"authors": ["ann"], "roles": ["moderator"]},
 *   "authors": {"ignoreCase": false},
 *   "reports": {"withholdAt": 0}
 * }
 * }</pre>
 */
public final class PolicyJson {

  private PolicyJson() {}

  /**
   * {@return the policy as JSON, without inherited parts}
   *
   * @param policy the policy
   */
  public static ObjectNode write(PolicyDraft policy) {
    ObjectNode node = Json.object();
    ObjectNode rules = node.putObject("rules");
    policy.rules().forEach((category, rule) -> rules.set(category.code(), write(rule)));
    PolicyDraft.Words words = policy.words();
    ObjectNode lists = node.putObject("words");
    putCategories(lists.putObject("banned"), words.banned());
    putCategories(lists.putObject("suspect"), words.suspect());
    putTexts(lists, "allowed", words.allowed());
    ObjectNode links = node.putObject("links");
    putTexts(links, "allowedHosts", policy.links().allowedHosts());
    if (policy.links().score() != null) {
      links.put("score", policy.links().score());
    }
    if (policy.links().strictness() != null) {
      links.put("strictness", Codes.code(policy.links().strictness()));
    }
    PolicyLimitsJson.write(node, policy);
    PolicyDraft.Standing standing = policy.standing();
    ObjectNode numbers = node.putObject("standing");
    putNumber(numbers, "strikeDays", standing.strikeDays());
    putNumber(numbers, "warnAt", standing.warnAt());
    putNumber(numbers, "slowAt", standing.slowAt());
    putNumber(numbers, "slowSeconds", standing.slowSeconds());
    putNumber(numbers, "holdAt", standing.holdAt());
    return node;
  }

  /**
   * {@return the unvalidated policy of a caller} Unreadable parts are reported to {@code fields}
   * and omitted; other values may still be out of range.
   *
   * @param fields the fields of the caller's object
   */
  public static PolicyDraft read(JsonFields fields) {
    JsonFields words = fields.object("words");
    JsonFields links = fields.object("links");
    return new PolicyDraft(
        rules(fields.object("rules")),
        new PolicyDraft.Words(
            categories(words.object("banned")),
            categories(words.object("suspect")),
            Set.copyOf(words.texts("allowed"))),
        new PolicyDraft.Links(
            links.number("score"),
            Set.copyOf(links.texts("allowedHosts")),
            constant(links, "strictness", LinkStrictness.class)),
        PolicyLimitsJson.readRates(fields.object("rates")),
        standing(fields.object("standing")),
        PolicyLimitsJson.readShape(fields.object("shape")),
        PolicyLimitsJson.readExempt(fields.object("exempt")),
        new PolicyDraft.Authors(fields.object("authors").flag("ignoreCase")),
        new PolicyDraft.Reports(fields.object("reports").number("withholdAt")));
  }

  /** Reads a stored policy; throws {@link IllegalArgumentException} if the JSON is invalid. */
  static PolicyDraft readStored(ObjectNode node) {
    JsonFields fields = new JsonFields(node);
    PolicyDraft policy = read(fields);
    if (!fields.wrong().isEmpty()) {
      throw new IllegalArgumentException("invalid fields in a policy: " + fields.wrong().keySet());
    }
    return policy;
  }

  private static ObjectNode write(PolicyDraft.Rule rule) {
    ObjectNode node = Json.object();
    if (rule.threshold() != null) {
      node.put("threshold", rule.threshold());
    }
    if (rule.severity() != null) {
      node.put("severity", rule.severity().name());
    }
    if (rule.action() != null) {
      node.put("action", Codes.code(rule.action()));
    }
    return node;
  }

  private static void putCategories(ObjectNode node, Map<String, Category> words) {
    new TreeMap<>(words).forEach((word, category) -> node.put(word, category.code()));
  }

  static void putTexts(ObjectNode node, String field, Collection<String> texts) {
    var array = node.putArray(field);
    new TreeSet<>(texts).forEach(array::add);
  }

  static void putNumber(ObjectNode node, String field, @Nullable Integer number) {
    if (number != null) {
      node.put(field, number);
    }
  }

  private static PolicyDraft.Standing standing(JsonFields fields) {
    return new PolicyDraft.Standing(
        fields.wholeNumber("strikeDays"),
        fields.wholeNumber("warnAt"),
        fields.wholeNumber("slowAt"),
        fields.wholeNumber("slowSeconds"),
        fields.wholeNumber("holdAt"));
  }

  private static Map<Category, PolicyDraft.Rule> rules(JsonFields fields) {
    Map<Category, PolicyDraft.Rule> rules = new EnumMap<>(Category.class);
    for (String code : fields.names()) {
      JsonFields rule = fields.object(code);
      PolicyDraft.Rule read =
          new PolicyDraft.Rule(
              rule.number("threshold"),
              constant(rule, "severity", Severity.class),
              constant(rule, "action", PolicyAction.class));
      Category.ofCode(code)
          .ifPresentOrElse(
              category -> rules.put(category, read),
              () -> fields.wrong(code, "must be the name of a category, such as hate"));
    }
    return rules;
  }

  private static Map<String, Category> categories(JsonFields fields) {
    Map<String, Category> words = new HashMap<>();
    for (String word : fields.names()) {
      String code = fields.text(word);
      Category.ofCode(code == null ? "" : code)
          .ifPresentOrElse(
              category -> words.put(word, category),
              () -> fields.wrong(word, "must be the name of a category, such as hate"));
    }
    return words;
  }

  private static <E extends Enum<E>> @Nullable E constant(
      JsonFields fields, String name, Class<E> type) {
    String code = fields.text(name);
    if (code == null) {
      return null;
    }
    var found = Codes.parse(type, code);
    if (found.isEmpty()) {
      fields.wrong(name, "must be one of " + Codes.all(type));
    }
    return found.orElse(null);
  }
}
