package io.spillway.adapters.azure.cosmos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Change feed of one stream's documents: the latest version of each, in the order of commits.
 *
 * <p>A position is the log sequence number of the partition. The SDK has no option for it; its own
 * continuation, which is JSON of a versioned form, is written here with nothing else in it. A
 * position is therefore short, and valid in every process.
 */
final class ChangeFeed {

  /**
   * Changes after a position.
   *
   * @param position the position after them
   */
  record Changes(List<ObjectNode> documents, long position) {}

  private final Documents documents;
  private volatile @Nullable String containerId;

  ChangeFeed(Documents documents) {
    this.documents = documents;
  }

  /** Returns the present position, by one request. */
  long now(String streamId) {
    FeedRange stream = FeedRange.forLogicalPartition(new PartitionKey(streamId));
    return documents
        .call(
            Set.of(),
            items -> page(items, CosmosChangeFeedRequestOptions.createForProcessingFromNow(stream)))
        .map(response -> position(response.getContinuationToken()))
        .orElseThrow();
  }

  /** Returns the first changes after a position, by one request. */
  Changes after(String streamId, long position, int limit) {
    return documents
        .call(Set.of(), items -> page(items, streamId, position, limit))
        .map(page -> new Changes(page.getResults(), position(page.getContinuationToken())))
        .orElseThrow();
  }

  private Mono<FeedResponse<ObjectNode>> page(
      CosmosAsyncContainer items, String streamId, long position, int limit) {
    return containerId(items)
        .map(id -> continuation(id, streamId, position))
        .map(CosmosChangeFeedRequestOptions::createForProcessingFromContinuation)
        .flatMap(options -> page(items, options.setMaxItemCount(limit)));
  }

  private static Mono<FeedResponse<ObjectNode>> page(
      CosmosAsyncContainer items, CosmosChangeFeedRequestOptions options) {
    return items
        .queryChangeFeed(options.setMaxPrefetchPageCount(1), ObjectNode.class)
        .byPage()
        .take(1, true)
        .single();
  }

  /** Returns the container's resource id, which is read once. */
  private Mono<String> containerId(CosmosAsyncContainer items) {
    String known = containerId;
    if (known != null) {
      return Mono.just(known);
    }
    return items
        .read()
        .map(response -> Objects.requireNonNull(response.getProperties().getResourceId()))
        .doOnNext(id -> containerId = id);
  }

  private static String continuation(String containerId, String streamId, long position) {
    ObjectNode state = Json.object().put("V", 1).put("Rid", containerId).put("Mode", "INCREMENTAL");
    ObjectNode start = state.putObject("StartFrom");
    start.put("Type", "LEASE").put("Etag", "\"" + position + "\"").putArray("PK").add(streamId);
    state.putArray("PK").add(streamId);
    return Base64.getUrlEncoder().encodeToString(Json.text(state).getBytes(UTF_8));
  }

  /** Returns the position after a document of the feed and those before it. */
  static long position(ObjectNode document) {
    return document.path("_lsn").asLong();
  }

  private long position(String continuation) {
    String state = new String(Base64.getUrlDecoder().decode(continuation), UTF_8);
    JsonNode token = Json.readObject(state).at("/Continuation/Continuation/0/token");
    String number = token.asText().replace("\"", "");
    if (!number.matches("\\d{1,18}")) {
      throw documents.failures().unreadable("of the change feed", "its position is not a number");
    }
    return Long.parseLong(number);
  }
}
