package io.spillway.adapters.azure.cosmos;

import static io.spillway.adapters.azure.cosmos.Batches.DOES_NOT_HOLD;
import static io.spillway.adapters.azure.cosmos.Batches.EXISTS;
import static io.spillway.adapters.azure.cosmos.Batches.NOT_FOUND;
import static io.spillway.adapters.azure.cosmos.Batches.RETRY_WITH;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.cosmos.Documents.BatchResult;
import io.spillway.ports.PortException;
import io.spillway.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Numbers of a stream's documents, in the same partition. A write that changes a number increments
 * it in its own batch, so that a number never differs from the documents.
 *
 * <p>The numbers of a stream are sums over {@link Shards}, of which the id of the counted document
 * selects one. All are created with the stream's first document.
 *
 * <p>A further document, the flag, exists while the numbers are complete. It is missing on a stream
 * that has documents of a version without counters, and after a deletion from a full partition,
 * which takes deletions only. Then the documents are counted by query. Since every write keeps the
 * difference between the documents and the numbers, this difference is added once and the flag is
 * created, if no number changed during the query.
 *
 * <p>Counters never expire; a document whose retention has ended stays counted until a recount.
 */
final class StreamCounters {

  /** Number of documents with the numbers of a stream, and the flag. */
  static final int DOCUMENTS = Shards.COUNT + 1;

  /** Maximum number of recounts for a reader, who gets the last result if the stream changes. */
  private static final int TRIES_OF_READER = 2;

  /** Maximum number of recounts for an operator. */
  private static final int TRIES_OF_OPERATOR = 5;

  /** With all tries of two queries each, it is less than Azure's 230 seconds for a response. */
  private static final Duration TIMEOUT_OF_OPERATOR = Duration.ofSeconds(20);

  private static final int TRIES = 20;

  private static final Set<Integer> ANSWERS = Set.of(NOT_FOUND, EXISTS, DOES_NOT_HOLD, RETRY_WITH);

  /** Value of {@link DocumentQuery#DOCUMENT_TYPE}. */
  private static final String TYPE = "count";

  /** Ids of counted documents have no tilde. */
  private static final String PREFIX = "~count-";

  private static final String FLAG = PREFIX + "complete";
  private static final Shards SHARDS = new Shards(PREFIX);
  private static final List<String> ALL_IDS = withFlag(SHARDS.ids());

  /** TTL of a document that never expires. */
  private static final int NEVER = -1;

  /** Never an ETag of the database. */
  private static final String NO_ETAG = "\"0\"";

  private final Documents documents;
  private final List<String> names;
  private final Query query;

  /**
   * Creates counters.
   *
   * @param names the properties with the numbers
   * @param query the queries for the numbers of documents
   */
  StreamCounters(Documents documents, List<String> names, Query query) {
    this.documents = documents;
    this.names = List.copyOf(names);
    this.query = query;
  }

  /** Counts documents by queries. */
  interface Query {

    /** Returns the numbers of a stream, each by one query with this timeout. */
    List<Long> count(String streamId, Duration timeout);
  }

  /** Numbers before and after a recount, and whether the latter are stored. */
  record Recounted(List<Long> before, List<Long> after, boolean isStored) {}

  static boolean is(ObjectNode document) {
    return document.path(DocumentQuery.DOCUMENT_TYPE).asText().equals(TYPE);
  }

  /**
   * Runs a batch that writes a document, and counts it.
   *
   * @param by the changes of the numbers, in the order of their names
   * @return success, or the failure of one of the batch's own operations by 404, 409 or 412
   */
  BatchResult run(String streamId, String documentId, CosmosBatch batch, long... by) {
    int last = batch.getOperations().size();
    if (!isZero(by)) {
      batch.patchItemOperation(SHARDS.id(documentId), increments(by));
    }
    for (int i = 0; i < TRIES; i++) {
      BatchResult result = documents.commit(streamId, batch, ANSWERS);
      if (result.status() == NOT_FOUND && result.failed() == last) {
        create(streamId);
      } else if (result.status() != RETRY_WITH) {
        return result;
      }
    }
    throw busy();
  }

  /**
   * Deletes a counted document.
   *
   * @param by the function from the document to the changes of the numbers
   * @param with adds operations to the batch that deletes the document; left out if the partition
   *     is full
   * @return whether it existed
   */
  boolean delete(
      String streamId,
      String id,
      Function<ObjectNode, long[]> by,
      BiConsumer<ObjectNode, CosmosBatch> with) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ObjectNode> read = documents.find(streamId, id);
      if (read.isEmpty()) {
        if (!exists(streamId, id)) {
          return false;
        }
      } else if (delete(streamId, id, read.get(), by, with)) {
        return true;
      }
    }
    throw busy();
  }

  private boolean delete(
      String streamId,
      String id,
      ObjectNode read,
      Function<ObjectNode, long[]> by,
      BiConsumer<ObjectNode, CosmosBatch> with) {
    String etag = read.path("_etag").asText();
    CosmosBatch batch = Batches.of(streamId);
    batch.deleteItemOperation(id, Batches.ifUnchanged(etag));
    with.accept(read, batch);
    try {
      return run(streamId, id, batch, by.apply(read)).isSuccess();
    } catch (PortException e) {
      if (e.failure().isPartitionFull()) {
        return deleteUncounted(streamId, id, etag);
      }
      throw e;
    }
  }

  /** Deletes a document and the flag, which a full partition permits. */
  private boolean deleteUncounted(String streamId, String id, String etag) {
    CosmosBatch both = Batches.of(streamId);
    both.deleteItemOperation(id, Batches.ifUnchanged(etag));
    both.deleteItemOperation(FLAG);
    BatchResult result = documents.commit(streamId, both, ANSWERS);
    if (result.status() != NOT_FOUND || result.failed() == 0) {
      return result.isSuccess();
    }
    CosmosBatch one = Batches.of(streamId);
    one.deleteItemOperation(id, Batches.ifUnchanged(etag));
    boolean isDeleted = documents.commit(streamId, one, ANSWERS).isSuccess();
    // A concurrent recount may have created it in the meantime.
    documents.delete(streamId, FLAG);
    return isDeleted;
  }

  /** Returns whether a document exists at the time of the call, which a replica may not know. */
  private boolean exists(String streamId, String id) {
    CosmosBatch none = Batches.of(streamId);
    none.deleteItemOperation(id, Batches.ifUnchanged(NO_ETAG));
    return documents.commit(streamId, none, ANSWERS).status() == DOES_NOT_HOLD;
  }

  /** Returns the numbers of a stream, by one query unless they are incomplete. */
  List<Long> read(String streamId) {
    Counters found = find(streamId);
    if (found.isComplete()) {
      return found.sums();
    }
    try {
      return recount(streamId, TRIES_OF_READER, documents.operationTimeout()).after();
    } catch (PortException e) {
      if (e.failure().isPartitionFull()) {
        return query.count(streamId, documents.operationTimeout());
      }
      throw e;
    }
  }

  /**
   * Counts the documents by query, and stores the numbers.
   *
   * @throws PortException TRANSIENT if the stream changed during each query
   */
  Recounted recount(String streamId) {
    Recounted counted = recount(streamId, TRIES_OF_OPERATOR, TIMEOUT_OF_OPERATOR);
    if (!counted.isStored()) {
      throw busy();
    }
    return counted;
  }

  private Recounted recount(String streamId, int tries, Duration timeout) {
    if (isEmpty(streamId) && find(streamId).shards() == 0) {
      List<Long> none = Collections.nCopies(names.size(), 0L);
      return new Recounted(none, none, true);
    }
    Counters before = createMissing(streamId);
    List<Long> counted = before.sums();
    for (int i = 0; i < tries; i++) {
      counted = query.count(streamId, timeout);
      Counters after = find(streamId);
      if (after.isUnchanged(before) && store(streamId, after, counted)) {
        return new Recounted(after.isComplete() ? after.sums() : counted, counted, true);
      }
      before = after;
    }
    return new Recounted(counted, counted, false);
  }

  /** Stores the numbers by their difference, which concurrent writes do not change. */
  private boolean store(String streamId, Counters found, List<Long> counted) {
    long[] missing = new long[counted.size()];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = counted.get(i) - found.sums().get(i);
    }
    if (found.isComplete() && isZero(missing)) {
      return true;
    }
    CosmosBatch batch = Batches.of(streamId);
    String flag = found.etags().get(FLAG);
    if (flag == null) {
      batch.createItemOperation(document(streamId, FLAG));
    } else {
      batch.replaceItemOperation(FLAG, document(streamId, FLAG), Batches.ifUnchanged(flag));
    }
    if (!isZero(missing)) {
      batch.patchItemOperation(SHARDS.ids().get(0), increments(missing));
    }
    return documents.commit(streamId, batch, ANSWERS).isSuccess();
  }

  /** Creates the counters of a stream, and the flag if it has no documents. */
  private void create(String streamId) {
    CosmosBatch batch = Batches.of(streamId);
    for (String id : isEmpty(streamId) ? ALL_IDS : SHARDS.ids()) {
      batch.createItemOperation(document(streamId, id));
    }
    if (documents.commit(streamId, batch, ANSWERS).status() == EXISTS) {
      var unused = createMissing(streamId);
    }
  }

  /** Creates the counters that are missing. Since these begin at zero, the flag is deleted. */
  private Counters createMissing(String streamId) {
    Counters found = find(streamId);
    if (found.shards() == Shards.COUNT) {
      return found;
    }
    documents.delete(streamId, FLAG);
    CosmosBatch batch = Batches.of(streamId);
    for (String id : SHARDS.ids()) {
      if (!found.etags().containsKey(id)) {
        batch.createItemOperation(document(streamId, id));
      }
    }
    // A conflict is harmless: another process has created them.
    var unused = documents.commit(streamId, batch, ANSWERS);
    return find(streamId);
  }

  private boolean isEmpty(String streamId) {
    return documents.countUpTo(1, DocumentQuery.of(streamId).present(DocumentQuery.SORT_KEY)) == 0;
  }

  private Counters find(String streamId) {
    DocumentQuery selected = DocumentQuery.of(streamId).in("id", ALL_IDS);
    List<ObjectNode> found = documents.list(selected, selected.any(DOCUMENTS), DOCUMENTS);
    Map<String, String> etags = new HashMap<>();
    found.forEach(
        document -> etags.put(document.path("id").asText(), document.path("_etag").asText()));
    return new Counters(etags, names.stream().map(name -> sum(found, name)).toList());
  }

  private static long sum(List<ObjectNode> documents, String name) {
    return documents.stream().mapToLong(document -> document.path(name).asLong()).sum();
  }

  private ObjectNode document(String streamId, String id) {
    ObjectNode document =
        DocumentForm.stamp(Json.object().put("streamId", streamId), id)
            .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .put("ttl", NEVER);
    if (!id.equals(FLAG)) {
      for (String name : names) {
        document.put(name, 0);
      }
    }
    return document;
  }

  private CosmosPatchOperations increments(long... by) {
    CosmosPatchOperations changes = CosmosPatchOperations.create();
    for (int i = 0; i < by.length; i++) {
      if (by[i] != 0) {
        changes.increment("/" + names.get(i), by[i]);
      }
    }
    return changes;
  }

  private static boolean isZero(long... by) {
    for (long change : by) {
      if (change != 0) {
        return false;
      }
    }
    return true;
  }

  private PortException busy() {
    return new PortException(
        documents.failures().unavailable("the stream's counters changed repeatedly"));
  }

  private static List<String> withFlag(List<String> shards) {
    List<String> all = new ArrayList<>(shards);
    all.add(FLAG);
    return List.copyOf(all);
  }

  /**
   * Counters of a stream as read.
   *
   * @param etags the documents' ETags by id
   * @param sums the numbers
   */
  private record Counters(Map<String, String> etags, List<Long> sums) {

    boolean isComplete() {
      return etags.size() == DOCUMENTS;
    }

    int shards() {
      return etags.containsKey(FLAG) ? etags.size() - 1 : etags.size();
    }

    boolean isUnchanged(Counters earlier) {
      return etags.equals(earlier.etags);
    }
  }
}
