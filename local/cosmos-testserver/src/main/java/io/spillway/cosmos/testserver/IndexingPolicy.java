package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Decides whether an index can serve an ORDER BY; as on Azure, none means an error. */
record IndexingPolicy(
    List<String> included, List<String> excluded, List<List<SqlQuery.OrderItem>> composites) {
  private static final Set<String> UNDERSTOOD =
      Set.of("indexingMode", "automatic", "includedPaths", "excludedPaths", "compositeIndexes");

  static ObjectNode standard() {
    ObjectNode policy =
        ServerJson.object().put("indexingMode", "consistent").put("automatic", true);
    policy.putArray("includedPaths").addObject().put("path", "/*");
    policy.putArray("excludedPaths").addObject().put("path", "/\"_etag\"/?");
    return policy;
  }

  static IndexingPolicy parse(JsonNode json) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!UNDERSTOOD.contains(name) && !json.path(name).isEmpty()) {
        throw CosmosError.badRequest("indexing policy setting not supported: " + name);
      }
    }
    if (!json.path("indexingMode").asText("consistent").equalsIgnoreCase("consistent")) {
      throw CosmosError.badRequest("only indexingMode 'consistent' is supported");
    }
    List<String> included = paths(json.path("includedPaths"));
    List<String> excluded = paths(json.path("excludedPaths"));
    if (included.contains("/*") == excluded.contains("/*")) {
      throw CosmosError.badRequest("'/*' must be an included or an excluded path, not both");
    }
    return new IndexingPolicy(included, excluded, composites(json.path("compositeIndexes")));
  }

  void check(List<SqlQuery.OrderItem> order) {
    if (order.size() == 1 && !isIndexed(order.get(0).path().toIndexPath())) {
      throw CosmosError.badRequest(
          "The index path corresponding to the specified order-by item is excluded: "
              + order.get(0).path().toIndexPath());
    }
    if (order.size() > 1 && composites.stream().noneMatch(index -> serves(index, order))) {
      throw CosmosError.badRequest(
          "The order by query does not have a corresponding composite index that it can be served"
              + " from.");
    }
  }

  /**
   * Returns whether a path is indexed. The most precise rule wins: the longest, and of equal length
   * the one that ends in '?'.
   */
  private boolean isIndexed(String path) {
    if (path.equals("/id") || path.equals("/_ts")) {
      return true;
    }
    return precision(included, path) > precision(excluded, path);
  }

  private static int precision(List<String> patterns, String path) {
    int best = -1;
    for (String pattern : patterns) {
      String stem = pattern.substring(0, pattern.length() - 2);
      boolean wildcard = pattern.endsWith("/*");
      if (wildcard ? (path + "/").startsWith(stem + "/") : path.equals(stem)) {
        best = Math.max(best, 2 * stem.length() + (wildcard ? 0 : 1));
      }
    }
    return best;
  }

  /**
   * Requires the same paths in the same order, with all directions equal to the index or all
   * reversed.
   */
  private static boolean serves(List<SqlQuery.OrderItem> index, List<SqlQuery.OrderItem> order) {
    return index.equals(order)
        || index.equals(order.stream().map(SqlQuery.OrderItem::reversed).toList());
  }

  private static List<String> paths(JsonNode list) {
    List<String> paths = new ArrayList<>();
    for (JsonNode item : list) {
      String path = unquote(item.path("path").asText());
      if (!path.matches("/.*[?*]") || !(path.endsWith("/?") || path.endsWith("/*"))) {
        throw CosmosError.badRequest("an index path must start with '/' and end in /? or /*");
      }
      paths.add(path);
    }
    return paths;
  }

  private static List<List<SqlQuery.OrderItem>> composites(JsonNode indexes) {
    List<List<SqlQuery.OrderItem>> composites = new ArrayList<>();
    for (JsonNode index : indexes) {
      List<SqlQuery.OrderItem> items = new ArrayList<>();
      for (JsonNode item : index) {
        items.add(compositeItem(item));
      }
      if (items.size() < 2) {
        throw CosmosError.badRequest("a composite index needs two or more paths");
      }
      composites.add(items);
    }
    return composites;
  }

  private static SqlQuery.OrderItem compositeItem(JsonNode item) {
    String path = unquote(item.path("path").asText());
    String order = item.path("order").asText("ascending");
    if (!path.matches("(/[^/?*]+)+") || !order.matches("(?i)(a|de)scending")) {
      throw CosmosError.badRequest(
          "a composite path names a property, without /? or /*, and an order: " + path);
    }
    List<Object> steps = List.of((Object[]) path.substring(1).split("/", -1));
    return new SqlQuery.OrderItem(new Expression.Path(steps), order.equalsIgnoreCase("descending"));
  }

  private static String unquote(String path) {
    return path.replace("\"", "");
  }
}
