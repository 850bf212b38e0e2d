package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;

/**
 * JSON of dead-letter groups: {@code {groupBy, items: [{key, fingerprint, count, first, last,
 * exampleId, failure}], complete}}. The fingerprint is the key of groups by cause, and null in
 * others. The failure is null if the group has several causes.
 */
public final class DeadLetterGroupsJson {

  private DeadLetterGroupsJson() {}

  /**
   * {@return the groups as JSON}
   *
   * @param groups the groups
   */
  public static ObjectNode write(DeadLetterGroups groups) {
    ObjectNode node = Json.object().put("groupBy", Codes.code(groups.by()));
    boolean byCause = groups.by() == DeadLetterGrouping.CAUSE;
    node.set("items", Stored.array(groups.groups(), group -> write(group, byCause)));
    return node.put("complete", groups.complete());
  }

  private static ObjectNode write(DeadLetterGroups.Group group, boolean byCause) {
    ObjectNode node =
        Json.object()
            .put("key", group.key())
            .put("fingerprint", byCause ? group.key() : null)
            .put("count", group.count());
    Stored.put(node, "first", group.first());
    Stored.put(node, "last", group.last());
    node.put("exampleId", group.exampleId());
    Failure failure = group.failure();
    node.set("failure", failure == null ? null : FailureJson.write(failure));
    return node;
  }
}
