package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.author.AuthorNote;

/** JSON of a note about an author: {@code {noteId, author, streamId, text, by, at}}. */
public final class AuthorNoteJson {

  private AuthorNoteJson() {}

  /**
   * {@return the note as JSON}
   *
   * @param note the note
   */
  public static ObjectNode write(AuthorNote note) {
    ObjectNode node = Json.object().put("noteId", note.id()).put("author", note.author());
    Stored.putIfAny(node, "streamId", note.streamId());
    node.put("text", note.text()).put("by", note.by());
    Stored.put(node, "at", note.at());
    return node;
  }

  /**
   * {@return the note}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static AuthorNote read(JsonNode node) {
    return new AuthorNote(
        Stored.text(node, "noteId"),
        Stored.text(node, "author"),
        Stored.textOrNull(node, "streamId"),
        Stored.text(node, "text"),
        Stored.text(node, "by"),
        Stored.instant(node, "at"));
  }
}
