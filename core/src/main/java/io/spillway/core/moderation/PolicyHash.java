package io.spillway.core.moderation;

import io.spillway.Policy;
import io.spillway.core.Hash;
import io.spillway.ports.policy.LinkStrictness;
import java.util.TreeMap;
import java.util.TreeSet;

/** Content-based versions of policies that a program creates. */
public final class PolicyHash {

  private static final int LENGTH = 8;

  /** Leaves space for a prefix with a stream's revision. */
  private static final int MAX_STEM = 20;

  private PolicyHash() {}

  /**
   * {@return a version for a policy: the beginning of its own version, a hyphen, and 8 characters
   * of a hash}
   *
   * @param policy any policy
   */
  public static String version(Policy policy) {
    StringBuilder content = new StringBuilder();
    policy.rules().forEach((category, rule) -> content.append(category).append(rule).append('\n'));
    content.append(new TreeMap<>(policy.banned())).append('\n');
    content.append(new TreeMap<>(policy.suspect())).append('\n');
    content.append(policy.links().score()).append(strictness(policy)).append('\n');
    content.append(new TreeSet<>(policy.links().allowedHosts())).append('\n');
    content.append(policy.rates()).append(policy.standing()).append('\n');
    content.append(policy.shape()).append(policy.authors()).append(policy.reports()).append('\n');
    content.append(new TreeSet<>(policy.exempt().authors())).append('\n');
    content.append(new TreeSet<>(policy.exempt().roles()));
    String version = policy.version();
    String stem = version.substring(0, Math.min(version.length(), MAX_STEM));
    return stem + "-" + Hash.of(content.toString()).substring(0, LENGTH);
  }

  /** Returns an empty text for the standard, so that versions of before stay what they are. */
  private static String strictness(Policy policy) {
    LinkStrictness strictness = policy.links().strictness();
    return strictness == LinkStrictness.STANDARD ? "" : strictness.name();
  }
}
