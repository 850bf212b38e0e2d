package io.spillway.core.moderation;

import io.spillway.CategoryRule;
import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.StandingRules;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A policy of a test: version {@code test-1}, without any rule, unless told otherwise. */
final class PolicyBuilder {

  private String version = "test-1";
  private final Map<Category, CategoryRule> rules = new EnumMap<>(Category.class);
  private final Map<String, Category> banned = new HashMap<>();
  private final Map<String, Category> suspect = new HashMap<>();
  private LinkRule links = new LinkRule(0, Set.of());

  static PolicyBuilder policy() {
    return new PolicyBuilder();
  }

  PolicyBuilder version(String version) {
    this.version = version;
    return this;
  }

  PolicyBuilder rule(Category category, double threshold, Severity severity) {
    rules.put(category, CategoryRule.withholding(threshold, severity));
    return this;
  }

  PolicyBuilder banned(String phrase, Category category) {
    banned.put(phrase, category);
    return this;
  }

  PolicyBuilder suspect(String phrase, Category category) {
    suspect.put(phrase, category);
    return this;
  }

  PolicyBuilder links(double score, String... allowedHosts) {
    links = new LinkRule(score, Set.of(allowedHosts));
    return this;
  }

  Policy build() {
    return Policy.of(version, rules, banned, suspect, links, RateLimits.NONE, StandingRules.OFF);
  }
}
