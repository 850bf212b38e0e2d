package io.spillway.core.moderation;

import io.spillway.core.InputCheck;
import io.spillway.ports.moderation.Category;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects all that is wrong with a policy. */
final class PolicyCheck {

  private final InputCheck check = new InputCheck();

  void version(String version) {
    check.id("version", version);
  }

  void rules(Map<Category, CategoryRule> rules) {
    rules.forEach(
        (category, rule) -> {
          String field = "rules." + category.code();
          if (category == Category.UNSPECIFIED) {
            check.reject(field, "must not be there: no classifier scores it");
          }
          if (!(rule.threshold() > 0 && rule.threshold() <= 1)) {
            check.reject(field + ".threshold", "must be over 0 and at most 1");
          }
        });
  }

  /** The words by the key under which a text is looked up. */
  Map<String, Category> words(String field, Map<String, Category> words) {
    if (words.size() > Policy.MAX_PHRASES) {
      check.reject(field, "must have at most " + Policy.MAX_PHRASES + " entries");
      return Map.of();
    }
    Map<String, Category> byKey = new LinkedHashMap<>();
    words.forEach((phrase, category) -> word(field, phrase, category, byKey));
    return Map.copyOf(byKey);
  }

  private void word(String field, String phrase, Category category, Map<String, Category> byKey) {
    String key = key(phrase);
    if (key.isEmpty() || phrase.length() > Policy.MAX_PHRASE_LENGTH) {
      check.reject(
          field,
          "must have words of 1 to " + Policy.MAX_PHRASE_LENGTH + " characters: '" + key + "'");
    } else if (key.split(" ").length > Policy.MAX_PHRASE_WORDS) {
      check.reject(
          field, "must have at most " + Policy.MAX_PHRASE_WORDS + " words in '" + key + "'");
    } else if (category == Category.UNSPECIFIED) {
      check.reject(field, "must have a category that can be scored for '" + key + "'");
    } else if (byKey.getOrDefault(key, category) != category) {
      check.reject(field, "must have one category for '" + key + "'");
    } else {
      byKey.put(key, category);
    }
  }

  private static String key(String phrase) {
    return Words.key(Normaliser.normalise(phrase));
  }

  void links(LinkRule links) {
    if (!(links.score() >= 0 && links.score() <= 1)) {
      check.reject("links.score", "must be 0 to 1");
    }
    if (links.allowedHosts().size() > LinkRule.MAX_ALLOWED_HOSTS) {
      check.reject(
          "links.allowedHosts", "must have at most " + LinkRule.MAX_ALLOWED_HOSTS + " entries");
    }
    links.allowedHosts().stream()
        .filter(host -> !Links.isHost(host))
        .sorted()
        .forEach(
            host -> check.reject("links.allowedHosts", "must be hosts in lower case: " + host));
  }

  void orThrow() {
    check.orThrow();
  }
}
