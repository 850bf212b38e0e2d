package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * Document in the place of one event: the marker of a counted event, or the note of its reversal
 * that arrived first.
 *
 * @param document the stored document
 */
record StatsMarker(ObjectNode document) {

  /** Property with the key of the reversal that had an effect, or that was noted. */
  static final String REVERSED_BY = "reversedBy";

  private static final String MARKER = "marker";
  private static final String NOTE = "reversal-note";

  /** Property with the milestone that a follow reached. */
  static final String MILESTONE = "milestone";

  private static final String AMOUNT = "amount";
  private static final String TOTALS = "totals";

  static String id(String eventKey) {
    return "counted~" + eventKey;
  }

  /**
   * Creates the marker of a counted event.
   *
   * @param totals the id of the document of the totals that counts it
   */
  static ObjectNode ofEvent(StreamEvent event, Contribution part, String totals) {
    return document(event.streamId(), event.key(), MARKER)
        .put("source", event.source())
        .put("type", part.type().key())
        .put("key", part.key())
        .put(AMOUNT, part.amount())
        .put(TOTALS, totals);
  }

  /** Creates the note of a reversal in the place of an event that has not arrived. */
  static ObjectNode note(String streamId, String eventKey, String reversalKey) {
    return document(streamId, eventKey, NOTE).put(REVERSED_BY, reversalKey);
  }

  private static ObjectNode document(String streamId, String eventKey, String type) {
    ObjectNode document = Json.object().put("streamId", streamId);
    return DocumentForm.stamp(document, id(eventKey))
        .put(DocumentQuery.DOCUMENT_TYPE, type)
        .put("ttl", StatsStore.REVERSIBLE.toSeconds());
  }

  /** Returns whether it stands for an event that has not arrived. */
  boolean isNote() {
    return document.path(DocumentQuery.DOCUMENT_TYPE).asText().equals(NOTE);
  }

  /** Returns whether it was written by a version that did not record what the event added. */
  boolean isOfEarlierVersion() {
    return !isNote() && !document.has(AMOUNT);
  }

  /** Returns whether an event that arrives or was counted is reversed already. */
  boolean isReversed() {
    return document.has(REVERSED_BY);
  }

  String reversedBy() {
    return document.path(REVERSED_BY).asText();
  }

  String etag() {
    return document.path("_etag").asText();
  }

  @Nullable Long milestone() {
    JsonNode milestone = document.path(MILESTONE);
    return milestone.isNumber() ? milestone.longValue() : null;
  }

  /** Returns the id of the document of the totals that counts the event. */
  String totalsId() {
    return document.path(TOTALS).asText(TotalsDocument.ID);
  }

  /** Returns whether the event is a follow that counts and has not reached a milestone. */
  boolean canReachMilestone() {
    return !isNote()
        && !isOfEarlierVersion()
        && !isReversed()
        && milestone() == null
        && document.path("type").asText().equals(EventType.FOLLOW.key());
  }

  /** Returns what the counted event added. */
  Contribution contribution(CosmosFailures failures) {
    EventType type = EventType.named(document.path("type").asText()).orElse(null);
    JsonNode amount = document.path(AMOUNT);
    if (type == null || !amount.isNumber() || amount.longValue() < 1) {
      throw failures.unreadable(document.path("id").asText(), "it was modified by other software");
    }
    return new Contribution(type, document.path("key").asText(), amount.longValue());
  }
}
