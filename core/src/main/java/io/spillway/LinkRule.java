package io.spillway;

import java.util.Set;

/**
 * Rule for links in messages.
 *
 * @param score the score for {@code spam} of a text with a link to a host that is not allowed; 0 to
 *     ignore links, at most 1
 * @param allowedHosts the allowed hosts, each with its subdomains, such as {@code example.com}; in
 *     lower case, at most {@value #MAX_ALLOWED_HOSTS}
 */
public record LinkRule(double score, Set<String> allowedHosts) {

  /** Most hosts that may be allowed. */
  public static final int MAX_ALLOWED_HOSTS = 1_000;

  public LinkRule {
    allowedHosts = Set.copyOf(allowedHosts);
  }
}
