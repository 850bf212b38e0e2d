package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.GroupNote;

/** JSON of a note about a group of dead letters: {@code {groupBy, key, text, by, at}}. */
public final class GroupNoteJson {

  private GroupNoteJson() {}

  /**
   * {@return the note as JSON}
   *
   * @param note the note
   */
  public static ObjectNode write(GroupNote note) {
    ObjectNode node =
        Json.object().put("groupBy", Codes.code(note.groupBy())).put("key", note.key());
    return node.setAll(writeInGroup(note));
  }

  /**
   * {@return the note as JSON inside its group: {@code {text, by, at}}}
   *
   * @param note the note
   */
  public static ObjectNode writeInGroup(GroupNote note) {
    ObjectNode node = Json.object().put("text", note.text()).put("by", note.by());
    Stored.put(node, "at", note.at());
    return node;
  }

  /**
   * {@return the note}
   *
   * @param node JSON from {@link #write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static GroupNote read(JsonNode node) {
    return new GroupNote(
        Stored.code(node, "groupBy", DeadLetterGrouping.class),
        Stored.text(node, "key"),
        Stored.text(node, "text"),
        Stored.text(node, "by"),
        Stored.instant(node, "at"));
  }
}
