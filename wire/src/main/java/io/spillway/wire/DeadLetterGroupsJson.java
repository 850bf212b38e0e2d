package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.GroupNote;
import java.util.List;

/**
 * JSON of dead-letter groups: {@code {groupBy, items: [{key, fingerprint, count, first, last,
 * exampleId, failure, note: {text, by, at}}], complete}}. The fingerprint is the key of groups by
 * cause, and null in others. The failure is null if the group has several causes. Only groups with
 * a note have one.
 */
public final class DeadLetterGroupsJson {

  private DeadLetterGroupsJson() {}

  /**
   * {@return the groups as JSON}
   *
   * @param groups the groups
   * @param notes the notes about them
   */
  public static ObjectNode write(DeadLetterGroups groups, List<GroupNote> notes) {
    ObjectNode node = Json.object().put("groupBy", Codes.code(groups.by()));
    boolean byCause = groups.by() == DeadLetterGrouping.CAUSE;
    node.set("items", Stored.array(groups.groups(), group -> write(group, byCause, notes)));
    return node.put("complete", groups.complete());
  }

  private static ObjectNode write(
      DeadLetterGroups.Group group, boolean byCause, List<GroupNote> notes) {
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
    notes.stream()
        .filter(note -> note.key().equals(group.key()))
        .findFirst()
        .ifPresent(note -> node.set("note", GroupNoteJson.writeInGroup(note)));
    return node;
  }
}
