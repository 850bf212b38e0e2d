package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Container to create without the SDK.
 *
 * @param id the name
 * @param partitionKeyPath a path such as {@code /streamId}
 * @param defaultTtl seconds; 0 for no expiry, -1 if only documents with their own ttl expire
 * @param excludedPaths the paths not indexed, such as {@code /body/?} or {@code /payload/*}
 * @param compositeIndexes the composite indexes, each a list of paths such as {@code "/state"} or
 *     {@code "/createdAt desc"}
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

  /**
   * Returns a container with Azure's defaults: all paths indexed, no composite index, no expiry.
   */
  public static ContainerSpec of(String id, String partitionKeyPath) {
    return new ContainerSpec(id, partitionKeyPath, 0, List.of(), List.of());
  }

  /** Returns this container with a time to live in seconds, or -1. */
  public ContainerSpec withDefaultTtl(int seconds) {
    return new ContainerSpec(id, partitionKeyPath, seconds, excludedPaths, compositeIndexes);
  }

  /** Returns this container with one more excluded path. */
  public ContainerSpec withExcludedPath(String path) {
    List<String> paths = new ArrayList<>(excludedPaths);
    paths.add(path);
    return new ContainerSpec(id, partitionKeyPath, defaultTtl, paths, compositeIndexes);
  }

  /** Returns this container with one more composite index. */
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
