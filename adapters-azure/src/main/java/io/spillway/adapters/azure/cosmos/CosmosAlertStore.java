package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.wire.AlertJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts, one document each, in the container of the events. */
final class CosmosAlertStore implements AlertStore {

  private static final String TYPE = "alert";

  private static final DocumentForm<Alert> FORM =
      new DocumentForm<>(
          CosmosAlertStore::write, AlertJson::read, alert -> id(alert.alertId()), Alert::sortKey);

  private final Documents documents;
  private final DocumentListing listing;

  CosmosAlertStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.EVENTS, "alerts");
    listing = new DocumentListing(documents);
  }

  @Override
  public boolean add(Alert alert) {
    return documents.create(FORM.document(alert)).isPresent();
  }

  @Override
  public Optional<Alert> find(String streamId, String alertId) {
    return documents.find(streamId, id(alertId)).map(this::alert);
  }

  @Override
  public Page<Alert> list(String streamId, InstantRange range, PageRequest page) {
    return listing.page(
        range.query(streamId),
        DocumentQuery.of(streamId)
            .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .between(range.from(), range.to()),
        page,
        this::alert);
  }

  @Override
  public Page<Alert> ofActor(String actor, @Nullable String streamId, PageRequest page) {
    return ActorKey.page(listing, TYPE, actor, streamId, page, this::alert);
  }

  @Override
  public Optional<Alert> withMessage(String streamId, String messageId) {
    DocumentQuery query =
        DocumentQuery.of(streamId)
            .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .equal("messageId", messageId);
    return documents.list(query, query.latestFirst(1), 1).stream().findFirst().map(this::alert);
  }

  @Override
  public boolean delete(String streamId, String alertId) {
    return documents.delete(streamId, id(alertId));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static ObjectNode write(Alert alert) {
    ObjectNode node = AlertJson.write(alert).put(DocumentQuery.DOCUMENT_TYPE, TYPE);
    if (alert.actor() != null) {
      node.put(
          ActorKey.PROPERTY,
          ActorKey.of(alert.actor(), alert.occurredAt(), alert.streamId(), alert.alertId()));
    }
    return node;
  }

  private Alert alert(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }

  private static String id(String alertId) {
    return TYPE + "~" + alertId;
  }
}
