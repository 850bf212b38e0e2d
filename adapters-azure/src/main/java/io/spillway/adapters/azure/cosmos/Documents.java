package io.spillway.adapters.azure.cosmos;

import static java.util.stream.Collectors.joining;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchOperationResult;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.CosmosItemOperationType;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.cosmos.CosmosContainers.Container;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Access of one port to the documents of a container. Errors become the port's failures; retries
 * are the caller's decision.
 */
final class Documents {

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int FAILED_DEPENDENCY = 424;

  static final String ADAPTER = "cosmos";

  /** Largest limit of a count whose documents are read one by one: a bulk decision and one more. */
  private static final int MOST_READ_TO_COUNT = 10_001;

  /** Maximum number of full partitions named in the health detail. */
  private static final int MOST_NAMED = 5;

  /** Additional time beyond the SDK's timeout, which does not cover metadata requests. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * Valid document ids and partition keys: {@link io.spillway.ports.Ids} and separators. The
   * database takes ids of up to 1,023 bytes; the longest is that of a dead letter, 512.
   */
  private static final String KEY = "[A-Za-z0-9._~=+:-]{1,1023}";

  /** Valid ETags. The database would ignore an empty one or a wildcard as a condition. */
  private static final String ETAG = "\"[\\x21\\x23-\\x7e]{1,100}\"";

  private final CosmosConnection connection;
  private final Container container;
  private final CosmosFailures failures;
  private final FullPartitions full;
  private volatile @Nullable Failure lastFailure;

  /**
   * Creates an access.
   *
   * @param port the port's name in failure codes, such as {@code messages}
   */
  Documents(CosmosConnection connection, Container container, String port) {
    this(connection, container, port, InstantSource.system());
  }

  Documents(CosmosConnection connection, Container container, String port, InstantSource clock) {
    this.full = new FullPartitions(clock);
    this.connection = connection;
    this.container = container;
    this.failures = new CosmosFailures(port);
  }

  CosmosFailures failures() {
    return failures;
  }

  /** Creates a document and returns its ETag; empty if its id exists on its stream. */
  Optional<String> create(ObjectNode document) {
    withExpiry(document);
    String streamId = streamId(document);
    Optional<String> created =
        write(
            streamId,
            Set.of(CONFLICT),
            items ->
                items
                    .createItem(document, key(document), new CosmosItemRequestOptions())
                    .map(response -> response.getETag()));
    created.ifPresent(etag -> full.grew(streamId));
    return created;
  }

  /** Creates or replaces a document that expires after a time. */
  void put(ObjectNode document, Duration left) {
    document.put("ttl", Math.toIntExact(Math.min(left.toSeconds(), Integer.MAX_VALUE)));
    var unused =
        write(
                streamId(document),
                Set.of(),
                items ->
                    items
                        .upsertItem(document, key(document), new CosmosItemRequestOptions())
                        .map(response -> response.getStatusCode()))
            .orElseThrow();
    full.grew(streamId(document));
  }

  /** Returns the document with this id on this stream; empty also for an invalid id. */
  Optional<ObjectNode> find(String streamId, String id) {
    if (!isKey(streamId) || !isKey(id)) {
      return Optional.empty();
    }
    return call(
        Set.of(NOT_FOUND),
        items ->
            items
                .readItem(id, new PartitionKey(streamId), ObjectNode.class)
                .map(response -> response.getItem()));
  }

  /**
   * Replaces the document with this ETag and returns its new one; empty if it was changed or
   * deleted.
   */
  Optional<String> replace(ObjectNode document, String etag) {
    if (!isEtag(etag)) {
      return Optional.empty();
    }
    withExpiry(document);
    CosmosItemRequestOptions unchanged = new CosmosItemRequestOptions().setIfMatchETag(etag);
    return write(
        streamId(document),
        Set.of(NOT_FOUND, PRECONDITION_FAILED),
        items ->
            items
                .replaceItem(document, document.path("id").asText(), key(document), unchanged)
                .map(response -> response.getETag()));
  }

  /** Returns whether a text can be an ETag. */
  static boolean isEtag(String text) {
    return text.matches(ETAG);
  }

  /** Returns whether a text can be the id of a stream or of a document. */
  static boolean isKey(String text) {
    return text.matches(KEY);
  }

  /** Deletes a document; returns whether it existed. */
  boolean delete(String streamId, String id) {
    if (!isKey(streamId) || !isKey(id)) {
      return false;
    }
    return call(
            Set.of(NOT_FOUND),
            items -> items.deleteItem(id, new PartitionKey(streamId)).thenReturn(true))
        .orElse(false);
  }

  /**
   * Result of an atomic batch.
   *
   * @param status 200, or the expected status of the operation that failed
   * @param failed the position of the operation that failed; -1 for none
   * @param etag the new ETag of the first operation's document; null for none
   */
  record BatchResult(int status, int failed, @Nullable String etag) {

    boolean isSuccess() {
      return failed < 0;
    }
  }

  /**
   * Runs an atomic batch in the partition of one stream.
   *
   * @param answers the statuses that are results, not failures
   * @return 200, or one of {@code answers}
   */
  int run(String streamId, CosmosBatch batch, Set<Integer> answers) {
    return commit(streamId, batch, answers).status();
  }

  /**
   * Runs an atomic batch in the partition of one stream.
   *
   * @param answers the statuses that are results, not failures
   */
  BatchResult commit(String streamId, CosmosBatch batch, Set<Integer> answers) {
    BatchResult result =
        write(
                streamId,
                Set.of(),
                items -> items.executeCosmosBatch(batch).map(r -> result(r, answers)))
            .orElseThrow();
    if (result.isSuccess() && writes(batch)) {
      full.grew(streamId);
    }
    return result;
  }

  /** Returns whether a batch does more than delete, which a full partition permits. */
  private static boolean writes(CosmosBatch batch) {
    for (CosmosItemOperation operation : batch.getOperations()) {
      if (operation.getOperationType() != CosmosItemOperationType.DELETE) {
        return true;
      }
    }
    return false;
  }

  /** Returns all documents of a query, which must be few. */
  List<ObjectNode> list(DocumentQuery query, SqlQuerySpec sql, int most) {
    return query(query, sql, most, ObjectNode.class);
  }

  long count(DocumentQuery query) {
    return count(query, operationTimeout());
  }

  /** Counts all documents of a query, which may take longer than other operations. */
  long count(DocumentQuery query, Duration timeout) {
    // A partition may return its results in several parts.
    return query(query, query.count(), 1, JsonNode.class, timeout).stream()
        .mapToLong(JsonNode::longValue)
        .sum();
  }

  Duration operationTimeout() {
    return connection.settings().operationTimeout();
  }

  /**
   * Counts documents up to a limit. Reads no more than the limit, up to {@value
   * #MOST_READ_TO_COUNT}; a larger one is for work that grows with the documents anyway.
   */
  int countUpTo(int most, DocumentQuery query) {
    return most > MOST_READ_TO_COUNT
        ? (int) Math.min(most, count(query))
        : query(query, query.ids(most), most, String.class).size();
  }

  Health health() {
    Failure failure = lastFailure;
    if (failure == null) {
      return full.keys().isEmpty() ? Health.up(ADAPTER) : partitionFull(full.keys());
    }
    boolean throttled = failure.category() == FailureCategory.THROTTLED;
    return new Health(
        ADAPTER,
        throttled ? Health.State.DEGRADED : Health.State.DOWN,
        container.id() + ": " + failure.code());
  }

  /** Includes the streams' ids, which are not secret and which operators need. */
  private Health partitionFull(List<String> keys) {
    String named = keys.stream().limit(MOST_NAMED).collect(joining(", "));
    String more = keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more" : "";
    return new Health(
        ADAPTER, Health.State.DEGRADED, container.id() + ": partition full: " + named + more);
  }

  private <T> List<T> query(DocumentQuery query, SqlQuerySpec sql, int pageSize, Class<T> type) {
    return query(query, sql, pageSize, type, operationTimeout());
  }

  private <T> List<T> query(
      DocumentQuery query, SqlQuerySpec sql, int pageSize, Class<T> type, Duration timeout) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    if (timeout.compareTo(operationTimeout()) > 0) {
      options.setCosmosEndToEndOperationLatencyPolicyConfig(
          new CosmosEndToEndOperationLatencyPolicyConfigBuilder(timeout).build());
    }
    if (query.streamId() != null) {
      if (!query.streamId().matches(KEY)) {
        return List.of();
      }
      options.setPartitionKey(new PartitionKey(query.streamId()));
    }
    return call(
            Set.of(),
            timeout,
            items ->
                items
                    .queryItems(sql, options, type)
                    .byPage(pageSize)
                    .flatMapIterable(FeedResponse::getResults)
                    .collectList())
        .orElseThrow();
  }

  private BatchResult result(CosmosBatchResponse response, Set<Integer> answers) {
    int status = response.getStatusCode();
    List<CosmosBatchOperationResult> results = response.getResults();
    if (response.isSuccessStatusCode()) {
      return new BatchResult(status, -1, results.get(0).getETag());
    }
    if (answers.contains(status)) {
      return new BatchResult(status, findFailed(results), null);
    }
    throw new PortException(
        failures.ofResponse(status, response.getSubStatusCode(), response.getResponseHeaders()));
  }

  /** Returns the position of the operation because of which the others were not applied. */
  private static int findFailed(List<CosmosBatchOperationResult> results) {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).getStatusCode() != FAILED_DEPENDENCY) {
        return i;
      }
    }
    return 0;
  }

  /** Runs a write. A full partition does not affect the health of other partitions. */
  private <T> Optional<T> write(
      String streamId, Set<Integer> none, Function<CosmosAsyncContainer, Mono<T>> operation) {
    try {
      return call(none, operation);
    } catch (PortException e) {
      if (e.failure().isPartitionFull()) {
        full.recordFailure(streamId);
        lastFailure = null;
      }
      throw e;
    }
  }

  /**
   * Calls the database.
   *
   * @param none the statuses that mean an empty result instead of a failure
   */
  <T> Optional<T> call(Set<Integer> none, Function<CosmosAsyncContainer, Mono<T>> operation) {
    return call(none, operationTimeout(), operation);
  }

  private <T> Optional<T> call(
      Set<Integer> none, Duration timeout, Function<CosmosAsyncContainer, Mono<T>> operation) {
    try {
      Optional<T> answer = answer(none, timeout, operation);
      lastFailure = null;
      return answer;
    } catch (RuntimeException e) {
      PortException failed = failures.of(e);
      lastFailure = failed.failure();
      throw failed;
    }
  }

  private <T> Optional<T> answer(
      Set<Integer> none, Duration timeout, Function<CosmosAsyncContainer, Mono<T>> operation) {
    try {
      return Optional.of(creatingIfMissing(timeout, operation));
    } catch (CosmosException e) {
      // A 404 with a sub-status means a missing container or a stale replica.
      if (none.contains(e.getStatusCode())
          && (e.getStatusCode() != NOT_FOUND || e.getSubStatusCode() == 0)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private <T> T creatingIfMissing(
      Duration timeout, Function<CosmosAsyncContainer, Mono<T>> operation) {
    try {
      return block(timeout, operation);
    } catch (CosmosException e) {
      if (connection.settings().createIfMissing()
          && e.getStatusCode() == NOT_FOUND
          && e.getSubStatusCode() == CosmosFailures.NO_SUCH_CONTAINER) {
        connection.createMissing();
        return block(timeout, operation);
      }
      throw e;
    }
  }

  private <T> T block(Duration timeout, Function<CosmosAsyncContainer, Mono<T>> operation) {
    return Objects.requireNonNull(
        operation.apply(connection.container(container)).block(timeout.plus(GRACE)));
  }

  /** Sets the TTL, which begins with the write, and returns the document. */
  ObjectNode withExpiry(ObjectNode document) {
    CosmosContainers.ttl(container, connection.settings().retention())
        .ifPresent(ttl -> document.put("ttl", ttl));
    return document;
  }

  private static PartitionKey key(ObjectNode document) {
    return new PartitionKey(streamId(document));
  }

  private static String streamId(ObjectNode document) {
    return document.path("streamId").asText();
  }
}
