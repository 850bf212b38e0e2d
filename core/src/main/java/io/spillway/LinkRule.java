package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.policy.LinkStrictness;
import java.util.Set;

/**
 * Rule for links in messages.
 *
 * @param score the score for {@code spam} of a text with a link to a host that is not allowed; 0 to
 *     ignore links, at most 1
 * @param allowedHosts the allowed hosts, each with its subdomains, such as {@code example.com}; in
 *     lower case, at most {@value #MAX_ALLOWED_HOSTS}
 * @param strictness the strictness in telling links from sentences
 */
public record LinkRule(double score, Set<String> allowedHosts, LinkStrictness strictness) {

  /** Most hosts that may be allowed. */
  public static final int MAX_ALLOWED_HOSTS = 1_000;

  public LinkRule {
    allowedHosts = Set.copyOf(allowedHosts);
    requireNonNull(strictness, "strictness");
  }

  /**
   * Creates a rule with standard strictness.
   *
   * @param score {@link #score()}
   * @param allowedHosts {@link #allowedHosts()}
   */
  public LinkRule(double score, Set<String> allowedHosts) {
    this(score, allowedHosts, LinkStrictness.STANDARD);
  }
}
