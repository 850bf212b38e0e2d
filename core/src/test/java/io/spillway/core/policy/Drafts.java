package io.spillway.core.policy;

import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.PolicyDraft;
import java.util.Map;
import java.util.Set;

/** Policies as tests write them. */
public final class Drafts {

  private Drafts() {}

  /** A draft with one word for hate. */
  public static PolicyDraft banning(String word) {
    return PolicyDraft.EMPTY.withWords(
        new PolicyDraft.Words(Map.of(word, Category.HATE), Map.of(), Set.of()));
  }
}
