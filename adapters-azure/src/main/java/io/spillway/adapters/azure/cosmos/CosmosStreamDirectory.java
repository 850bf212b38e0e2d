package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.stream.StreamActivity;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.wire.StreamActivityJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Streams, one small document each, in one partition of the container of the events, whose key is
 * not a valid stream id. The database deletes those without activity.
 */
final class CosmosStreamDirectory implements StreamDirectory {

  private static final String TYPE = "stream";
  private static final String PARTITION = "~streams";
  private static final String ID = "id";

  private static final DocumentForm<StreamActivity> FORM =
      new DocumentForm<>(
          activity ->
              OwnStream.move(StreamActivityJson.write(activity), PARTITION)
                  .put(DocumentQuery.DOCUMENT_TYPE, TYPE),
          document -> StreamActivityJson.read(OwnStream.restore(document)),
          activity -> id(activity.streamId()),
          StreamActivity::sortKey);

  private final Documents documents;
  private final DocumentListing listing;
  private final Duration kept;

  CosmosStreamDirectory(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.EVENTS, "streams");
    listing = new DocumentListing(documents);
    kept = connection.settings().retention().streams();
  }

  @Override
  public void put(StreamActivity activity) {
    documents.put(FORM.document(activity), kept);
  }

  @Override
  public Page<StreamActivity> list(@Nullable String prefix, PageRequest page) {
    // Without the type: another kind of document in the partition has another beginning of its id.
    DocumentQuery query =
        DocumentQuery.of(PARTITION).beginningWith(ID, id(prefix == null ? "" : prefix));
    return listing.page("streams " + prefix, query, page, this::activity);
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private StreamActivity activity(ObjectNode document) {
    return FORM.value(document, documents.failures());
  }

  private static String id(String streamId) {
    return TYPE + "~" + streamId;
  }
}
