package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.moderation.Verdict;

/**
 * Public JSON of changes: {@code {changes, cursor}}. A change has a {@code type}: {@code published}
 * or {@code released} with the message's public fields, or {@code withdrawn} with its id and the
 * time.
 */
public final class FeedJson {

  private FeedJson() {}

  /**
   * {@return the page as JSON}
   *
   * @param page the page
   */
  public static ObjectNode write(FeedPage page) {
    ObjectNode node = Json.object();
    node.set("changes", Stored.array(page.changes(), FeedJson::write));
    return node.put("cursor", page.cursor());
  }

  private static ObjectNode write(MessageChange change) {
    if (change instanceof MessageChange.Published published) {
      boolean released = published.message().verdict() instanceof Verdict.Released;
      ObjectNode node = Json.object().put("type", released ? "released" : "published");
      node.setAll(MessageJson.writePublic(published.message()));
      return node;
    }
    MessageChange.Withdrawn withdrawn = (MessageChange.Withdrawn) change;
    ObjectNode node =
        Json.object().put("type", "withdrawn").put("messageId", withdrawn.messageId());
    Stored.put(node, "at", withdrawn.at());
    return node;
  }
}
