package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Duration of writes, and the conflicts of those that overlap. A patch, and each document that a
 * batch updates, builds on the document at the beginning of the request. If another write of the
 * document ends before, the request is answered with 449 and nothing is applied. Reads, creations
 * and writes with an ETag do not conflict so; an ETag is compared at the end, with 412.
 */
final class Contention {
  private final Duration writeTime;
  private final DocumentWrites writes;

  /**
   * Creates a model.
   *
   * @param writeTime the duration of a write; zero to apply writes at once
   */
  Contention(Duration writeTime, DocumentWrites writes) {
    this.writeTime = writeTime;
    this.writes = writes;
  }

  /**
   * Write in progress.
   *
   * @param written the ids of its documents
   * @param basis the ETags of those on whose content it builds, by id; an empty one for none
   */
  record Write(
      Container container, PartitionKey key, List<String> written, Map<String, String> basis) {}

  /** Begins a write; null for another request, and for one that is malformed. */
  @Nullable Write begin(Container container, CosmosRoute route, CosmosRequest request) {
    if (writeTime.isZero()) {
      return null;
    }
    List<String> written = new ArrayList<>();
    List<String> updated = new ArrayList<>();
    try {
      switch (route.operation()) {
        case CREATE, UPSERT -> written.add(body(request).path("id").asText());
        case REPLACE, DELETE -> written.add(route.item());
        case PATCH -> {
          written.add(route.item());
          if (request.header("if-match") == null) {
            updated.add(route.item());
          }
        }
        case BATCH -> body(request).forEach(operation -> add(operation, written, updated));
        default -> {
          return null;
        }
      }
      PartitionKey key = PartitionKey.fromHeader(request.header(ItemApi.PARTITION_KEY));
      return new Write(container, key, written, container.etags(key, updated));
    } catch (CosmosError malformed) {
      return null;
    }
  }

  /** Calls back on the executor at the end of a write. */
  void atEnd(Executor executor, Consumer<Void> end) {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    var unused =
        timer
            .completeOnTimeout(null, writeTime.toNanos(), TimeUnit.NANOSECONDS)
            .thenAcceptAsync(end, executor);
  }

  /** Applies a write and returns its response, or 449 if a document has changed meanwhile. */
  Response end(Write write, Supplier<Response> apply) {
    synchronized (write.container()) {
      List<String> changed = new ArrayList<>(write.basis().keySet());
      Map<String, String> now = write.container().etags(write.key(), changed);
      changed.removeIf(id -> Objects.equals(write.basis().get(id), now.get(id)));
      String container = write.container().definition().id();
      if (!changed.isEmpty()) {
        writes.add(container, write.key(), changed, true);
        return Response.of(
            new CosmosError(449, 0, "Conflicting request to resource has been attempted."));
      }
      Response response = apply.get();
      // A failed batch has 207.
      if (response.status() < 207) {
        writes.add(container, write.key(), write.written(), false);
      }
      return response;
    }
  }

  private static JsonNode body(CosmosRequest request) {
    return ServerJson.read(request.body(), "the request's body");
  }

  private static void add(JsonNode operation, List<String> written, List<String> updated) {
    String type = operation.path("operationType").asText();
    String id =
        operation.has("id")
            ? operation.path("id").asText()
            : operation.path("resourceBody").path("id").asText();
    if (!type.equals("Read")) {
      written.add(id);
    }
    if (!type.equals("Read") && !type.equals("Create") && !operation.has("ifMatch")) {
      updated.add(id);
    }
  }
}
