package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.wire.AlertJson;

/** Alerts, one document each, in the container of the events. */
final class CosmosAlertStore implements AlertStore {

  private static final String TYPE = "alert";

  private static final DocumentForm<Alert> FORM =
      new DocumentForm<>(
          alert -> AlertJson.write(alert).put(DocumentQuery.DOCUMENT_TYPE, TYPE),
          AlertJson::read,
          alert -> TYPE + "~" + alert.alertId(),
          Alert::sortKey);

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
  public Page<Alert> list(String streamId, PageRequest page) {
    return listing.page(
        streamId,
        DocumentQuery.of(streamId).equal(DocumentQuery.DOCUMENT_TYPE, TYPE),
        page,
        this::alert);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private Alert alert(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }
}
