package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.DeadLetterGroups;

/**
 * JSON of dead-letter groups: {@code {items: [{fingerprint, count, first, last, exampleId,
 * failure}], complete}}.
 */
public final class DeadLetterGroupsJson {

  private DeadLetterGroupsJson() {}

  /**
   * {@return the groups as JSON}
   *
   * @param groups the groups
   */
  public static ObjectNode write(DeadLetterGroups groups) {
    ObjectNode node = Json.object();
    node.set("items", Stored.array(groups.groups(), DeadLetterGroupsJson::write));
    return node.put("complete", groups.complete());
  }

  private static ObjectNode write(DeadLetterGroups.Group group) {
    ObjectNode node =
        Json.object().put("fingerprint", group.fingerprint()).put("count", group.count());
    Stored.put(node, "first", group.first());
    Stored.put(node, "last", group.last());
    node.put("exampleId", group.exampleId());
    node.set("failure", FailureJson.write(group.failure()));
    return node;
  }
}
