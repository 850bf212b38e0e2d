package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StreamEvent;
import io.spillway.wire.EventJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events, one document each, in the container of the alerts. */
final class CosmosEventLog implements EventLog {

  private static final String TYPE = "event";

  private static final DocumentForm<StreamEvent> FORM =
      new DocumentForm<>(
          CosmosEventLog::write, EventJson::read, event -> id(event.key()), StreamEvent::sortKey);

  private final Documents documents;
  private final DocumentListing listing;

  CosmosEventLog(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.EVENTS, "events");
    listing = new DocumentListing(documents);
  }

  @Override
  public boolean append(StreamEvent event) {
    return documents.create(FORM.document(event)).isPresent();
  }

  @Override
  public Optional<StreamEvent> find(String streamId, String eventKey) {
    return documents.find(streamId, id(eventKey)).map(this::event);
  }

  @Override
  public Page<StreamEvent> list(String streamId, InstantRange range, PageRequest page) {
    return listing.page(
        range.query(streamId),
        DocumentQuery.of(streamId)
            .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .between(range.from(), range.to()),
        page,
        this::event);
  }

  @Override
  public Page<StreamEvent> ofActor(String actor, @Nullable String streamId, PageRequest page) {
    return ActorKey.page(listing, TYPE, actor, streamId, page, this::event);
  }

  @Override
  public boolean delete(String streamId, String eventKey) {
    return documents.delete(streamId, id(eventKey));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static ObjectNode write(StreamEvent event) {
    return EventJson.write(event)
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put(
            ActorKey.PROPERTY,
            ActorKey.of(event.actor(), event.occurredAt(), event.streamId(), event.key()));
  }

  private StreamEvent event(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }

  private static String id(String eventKey) {
    return TYPE + "~" + eventKey;
  }
}
