package io.spillway;

import java.util.Set;

/**
 * What a link says about a message.
 *
 * @param score for {@code spam} when a text links to a host that is not allowed; 0 when links do
 *     not matter, at most 1
 * @param allowedHosts such as {@code example.com}, which stands for all hosts below it as well; in
 *     lower case, at most {@value #MAX_ALLOWED_HOSTS}
 */
public record LinkRule(double score, Set<String> allowedHosts) {

  /** Most hosts that may be allowed. */
  public static final int MAX_ALLOWED_HOSTS = 1_000;

  public LinkRule {
    allowedHosts = Set.copyOf(allowedHosts);
  }
}
