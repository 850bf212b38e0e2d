package io.spillway.adapters.azure.cosmos;

import io.spillway.ports.Health;
import io.spillway.ports.PageRequest;
import io.spillway.ports.SortableTime;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Codes;
import io.spillway.wire.GroupNoteJson;
import java.util.Collection;
import java.util.List;

/**
 * Notes about groups of dead letters, one document each, in the container of the dead letters, in
 * one partition whose key is not a valid stream id. The id has a hash of the key, which may have
 * any characters. Deleted {@link CosmosContainers#DEAD_LETTER_RETENTION} after the last change.
 */
final class CosmosGroupNoteStore implements GroupNoteStore {

  private static final String TYPE = "group-note";
  private static final String PARTITION = "~group-notes";

  private static final DocumentForm<GroupNote> FORM =
      new DocumentForm<>(
          note ->
              GroupNoteJson.write(note)
                  .put("streamId", PARTITION)
                  .put(DocumentQuery.DOCUMENT_TYPE, TYPE),
          GroupNoteJson::read,
          note -> id(note.groupBy(), note.key()),
          note -> SortableTime.key(note.at(), id(note.groupBy(), note.key())));

  private final Documents documents;

  CosmosGroupNoteStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.DEAD_LETTERS, "group-notes");
  }

  @Override
  public void put(GroupNote note) {
    documents.put(FORM.document(note), CosmosContainers.DEAD_LETTER_RETENTION);
  }

  @Override
  public List<GroupNote> find(DeadLetterGrouping groupBy, Collection<String> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<String> ids = keys.stream().map(key -> id(groupBy, key)).toList();
    DocumentQuery query = DocumentQuery.of(PARTITION).in("id", ids);
    int most = PageRequest.MAX_LIMIT;
    return documents.list(query, query.latestFirst(most), most).stream()
        .map(document -> FORM.value(document, documents.failures()))
        .toList();
  }

  @Override
  public boolean delete(DeadLetterGrouping groupBy, String key) {
    return documents.delete(PARTITION, id(groupBy, key));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static String id(DeadLetterGrouping groupBy, String key) {
    return TYPE + "~" + Codes.code(groupBy) + "~" + Payload.of(key).sha256();
  }
}
