package io.spillway.ports.moderation;

import static java.util.Objects.requireNonNull;

/**
 * Reason why the local rules withhold a name, for operators.
 *
 * @param category the most severe category that the name reaches
 * @param policyVersion the version of the policy in force
 */
public record WithheldName(Category category, String policyVersion) {
  public WithheldName {
    requireNonNull(category, "category");
    requireNonNull(policyVersion, "policyVersion");
  }
}
