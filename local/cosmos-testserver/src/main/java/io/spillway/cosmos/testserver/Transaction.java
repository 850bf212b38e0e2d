package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Atomic reads and writes of one partition, visible to each other and stored together or not at
 * all.
 */
final class Transaction {
  private final ContainerDefinition definition;
  private final PartitionKey key;
  private final Map<String, Document> stored;
  private final long now;
  private final long lsn;
  private long lastNumber;
  private int writes;
  private final Map<String, @Nullable Document> changes = new LinkedHashMap<>();

  Transaction(
      ContainerDefinition definition,
      PartitionKey key,
      Map<String, Document> stored,
      long now,
      long lsn,
      long lastNumber) {
    this.definition = definition;
    this.key = key;
    this.stored = stored;
    this.now = now;
    this.lsn = lsn;
    this.lastNumber = lastNumber;
  }

  /** Returns the live document of an id; an expired document counts as missing. */
  @Nullable Document find(String id) {
    Document found = changes.containsKey(id) ? changes.get(id) : stored.get(id);
    return found == null || found.expiresAt() <= now ? null : found;
  }

  void delete(String id) {
    changes.put(id, null);
  }

  /** Writes a document with new system properties, replacing the previous one, if any. */
  Document write(ObjectNode sent, @Nullable Document before) {
    String id = Limits.checkedId(sent);
    checkPartition(sent);
    long number = before == null ? ++lastNumber : before.number();
    ObjectNode body = sent.deepCopy();
    String rid = ResourceIds.document(definition.rid(), number);
    body.put("_rid", rid);
    body.put("_self", definition.self() + "docs/" + rid + "/");
    body.put("_etag", etag());
    body.put("_attachments", "attachments/");
    body.put("_ts", now);
    int size = ServerJson.write(body).length;
    if (size > Limits.DOCUMENT_BYTES) {
      throw CosmosError.tooLarge(
          "a document must not exceed " + Limits.DOCUMENT_BYTES + " bytes, this has " + size);
    }
    Document document = new Document(id, number, lsn, body, size, definition.expiry(body, now));
    changes.put(id, document);
    return document;
  }

  /** Returns the documents to store by id; null deletes. */
  Map<String, @Nullable Document> changes() {
    return changes;
  }

  long lastNumber() {
    return lastNumber;
  }

  private void checkPartition(ObjectNode body) {
    if (!PartitionKey.ofDocument(body, definition.partitionKeyPath()).equals(key)) {
      throw new CosmosError(
          400,
          CosmosError.PARTITION_KEY_MISMATCH,
          "the document's " + definition.partitionKeyPath() + " is not the partition key given");
    }
  }

  /**
   * Returns a tag that is unique in the container: a batch may write one document several times
   * within one LSN.
   */
  private String etag() {
    return "\"%08x-0000-0000-%04x-000000000000\"".formatted(lsn, writes++);
  }
}
