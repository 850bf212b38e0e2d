package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Health;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.wire.Json;

/**
 * Opt-outs of alert receivers, one document each. They belong to no stream and share a partition
 * whose key is not a valid stream id.
 */
final class CosmosAlertOptOuts implements AlertOptOuts {

  private static final String PARTITION = "_alert-stops";
  private static final String TYPE = "alert-stop";

  private final Documents documents;

  CosmosAlertOptOuts(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.EVENTS, "alert-stops");
  }

  @Override
  public void stop(String receiver) {
    var unused =
        documents.create(
            DocumentForm.stamp(Json.object().put("streamId", PARTITION), id(receiver))
                .put(DocumentQuery.DOCUMENT_TYPE, TYPE));
  }

  @Override
  public boolean isStopped(String receiver) {
    return documents.find(PARTITION, id(receiver)).isPresent();
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static String id(String receiver) {
    return TYPE + "~" + receiver;
  }
}
