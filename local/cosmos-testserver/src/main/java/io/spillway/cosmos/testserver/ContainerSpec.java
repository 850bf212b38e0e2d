package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A container to create without going through the SDK.
 *
 * @param id its name
 * @param partitionKeyPath such as {@code /streamId}
 * @param defaultTtl seconds; 0 for no expiry, -1 for expiry of documents that ask for it
 * @param excludedPaths paths not indexed, such as {@code /body/?} or {@code /payload/*}
 * @param compositeIndexes each a list of paths such as {@code "/state"} or {@code "/createdAt
 *     desc"}
 */
public record ContainerSpec(
    String id,
    String partitionKeyPath,
    int defaultTtl,
    List<String> excludedPaths,
    List<List<String>> compositeIndexes) {

  /** Copies the lists. */
  public ContainerSpec {
    excludedPaths = List.copyOf(excludedPaths);
    compositeIndexes = compositeIndexes.stream().map(List::copyOf).toList();
  }

  /** A container with Azure's defaults: everything indexed, nothing composite, no expiry. */
  public static ContainerSpec of(String id, String partitionKeyPath) {
    return new ContainerSpec(id, partitionKeyPath, 0, List.of(), List.of());
  }

  /** With a time to live in seconds, or -1. */
  public ContainerSpec withDefaultTtl(int seconds) {
    return new ContainerSpec(id, partitionKeyPath, seconds, excludedPaths, compositeIndexes);
  }

  /** With one more path that is not indexed. */
  public ContainerSpec withExcludedPath(String path) {
    List<String> paths = new ArrayList<>(excludedPaths);
    paths.add(path);
    return new ContainerSpec(id, partitionKeyPath, defaultTtl, paths, compositeIndexes);
  }

  /** With one more composite index. */
  public ContainerSpec withCompositeIndex(String... paths) {
    List<List<String>> indexes = new ArrayList<>(compositeIndexes);
    indexes.add(List.of(paths));
    return new ContainerSpec(id, partitionKeyPath, defaultTtl, excludedPaths, indexes);
  }

  ObjectNode toJson() {
    ObjectNode json = ServerJson.object().put("id", id);
    json.putObject("partitionKey").put("kind", "Hash").putArray("paths").add(partitionKeyPath);
    if (defaultTtl != 0) {
      json.put("defaultTtl", defaultTtl);
    }
    ObjectNode policy = IndexingPolicy.standard();
    excludedPaths.forEach(p -> policy.withArray("excludedPaths").addObject().put("path", p));
    for (List<String> index : compositeIndexes) {
      ArrayNode paths = policy.withArray("compositeIndexes").addArray();
      for (String path : index) {
        boolean descending = path.endsWith(" desc");
        paths
            .addObject()
            .put("path", path.replaceFirst(" (desc|asc)$", ""))
            .put("order", descending ? "descending" : "ascending");
      }
    }
    json.set("indexingPolicy", policy);
    return json;
  }
}
