package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.SortableTime;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Property by which the documents about an actor are found and sorted on all streams with a single
 * index: a hash of the compared name, the time, the stream and the id. A hash, because the order of
 * other texts depends on the database.
 */
final class ActorKey {

  static final String PROPERTY = "byActor";

  private ActorKey() {}

  static String of(String actor, Instant at, String streamId, String id) {
    return hash(actor) + "~" + SortableTime.key(at, streamId + "~" + id);
  }

  /** Returns a page of an actor's documents of one type, newest first. */
  static <T> Page<T> page(
      DocumentListing listing,
      String type,
      String actor,
      @Nullable String streamId,
      PageRequest page,
      Function<ObjectNode, T> read) {
    String hash = hash(actor);
    return listing.page(
        type + " of " + hash + (streamId == null ? "" : " on " + streamId),
        DocumentQuery.of(streamId)
            .equal(DocumentQuery.DOCUMENT_TYPE, type)
            .beginningWith(PROPERTY, hash + "~"),
        PROPERTY,
        page,
        read);
  }

  private static String hash(String actor) {
    return Payload.of(AuthorNames.key(actor)).sha256();
  }
}
