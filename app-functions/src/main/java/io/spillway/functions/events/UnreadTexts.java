package io.spillway.functions.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Call;
import io.spillway.ports.event.EventField;

/** Removes donors' messages from events, where they are as sent, for callers who show events. */
final class UnreadTexts {

  private UnreadTexts() {}

  /**
   * Returns an event without the donor's message, unless the caller is an operator.
   *
   * @param event the event as JSON, which is changed; null or missing for none
   */
  static <N extends JsonNode> N hide(Call call, N event) {
    if (event instanceof ObjectNode node
        && !call.caller().may(Role.OPERATOR, call.path("streamId"))) {
      node.remove(EventField.MESSAGE.key());
    }
    return event;
  }
}
