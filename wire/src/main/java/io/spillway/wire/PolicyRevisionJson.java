package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a policy revision: {@code {scope, number, who, at, note, policy}}; {@code scope} is the
 * stream's id or {@code _default}. A revision without a {@code policy} removes the stream's own.
 */
public final class PolicyRevisionJson {

  private PolicyRevisionJson() {}

  /**
   * {@return the revision as JSON}
   *
   * @param revision the revision
   */
  public static ObjectNode write(PolicyRevision revision) {
    ObjectNode node =
        Json.object()
            .put("scope", revision.scope().partition())
            .put("number", revision.number())
            .put("who", revision.who());
    Stored.put(node, "at", revision.at());
    node.put("note", revision.note());
    if (revision.policy() != null) {
      node.set("policy", PolicyJson.write(revision.policy()));
    }
    return node;
  }

  /**
   * {@return the revision}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static PolicyRevision read(JsonNode node) {
    @Nullable PolicyDraft policy =
        node.hasNonNull("policy") ? PolicyJson.readStored(Stored.object(node, "policy")) : null;
    return new PolicyRevision(
        PolicyScope.ofPartition(Stored.text(node, "scope")),
        Stored.number(node, "number"),
        policy,
        Stored.text(node, "who"),
        Stored.instant(node, "at"),
        Stored.text(node, "note"));
  }
}
