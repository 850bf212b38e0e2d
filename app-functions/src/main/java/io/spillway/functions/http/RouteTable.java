package io.spillway.functions.http;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Routes of one resource. The resource is created on the first request whose path begins with one
 * of its words, so that a cold start pays for one resource only.
 */
public final class RouteTable {

  private final Set<String> firstSegments;
  private final Supplier<List<Route>> resource;
  private volatile @Nullable List<Route> routes;

  private RouteTable(Set<String> firstSegments, Supplier<List<Route>> resource) {
    this.firstSegments = firstSegments;
    this.resource = resource;
  }

  /**
   * Creates a table.
   *
   * @param resource the routes, supplied at most once
   * @param firstSegments the first segments of the routes' paths
   */
  public static RouteTable of(Supplier<List<Route>> resource, String... firstSegments) {
    return new RouteTable(Set.of(firstSegments), resource);
  }

  Set<String> firstSegments() {
    return firstSegments;
  }

  /**
   * Returns the routes. Throws {@link IllegalStateException} for a route with another first
   * segment.
   */
  List<Route> routes() {
    List<Route> read = routes;
    if (read == null) {
      synchronized (this) {
        read = routes;
        if (read == null) {
          read = List.copyOf(resource.get());
          read.forEach(this::check);
          routes = read;
        }
      }
    }
    return read;
  }

  private void check(Route route) {
    if (!firstSegments.contains(route.firstSegment())) {
      throw new IllegalStateException(
          route.operation() + " begins with none of " + firstSegments + ": " + route.path());
    }
  }
}
