package io.spillway.functions.http;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Routes of one resource. The resource is created on the first request whose path has one of its
 * beginnings, so that a cold start pays for one resource only.
 *
 * <p>A beginning is the first segment, such as {@code streams}; or the first and the third, such as
 * <code>streams/&#42;/messages</code>, for resources below one with a parameter.
 */
public final class RouteTable {

  private final Set<String> beginnings;
  private final Supplier<List<Route>> resource;
  private volatile @Nullable List<Route> routes;

  private RouteTable(Set<String> beginnings, Supplier<List<Route>> resource) {
    this.beginnings = beginnings;
    this.resource = resource;
  }

  /**
   * Creates a table.
   *
   * @param resource the routes, supplied at most once
   * @param beginnings the beginnings of the routes' paths, in lower case
   */
  public static RouteTable of(Supplier<List<Route>> resource, String... beginnings) {
    return new RouteTable(Set.of(beginnings), resource);
  }

  Set<String> beginnings() {
    return beginnings;
  }

  /**
   * Returns the routes. Throws {@link IllegalStateException} for a route with another beginning.
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
    List<String> segments = List.of(route.path().split("/", -1));
    if (!beginnings.contains(segments.get(0)) && !beginnings.contains(beginning(segments))) {
      throw new IllegalStateException(
          route.operation() + " begins with none of " + beginnings + ": " + route.path());
    }
  }

  /** Returns the longer beginning of a path in lower case; the path, if it has no third segment. */
  static String beginning(List<String> segments) {
    return segments.size() < 3
        ? String.join("/", segments)
        : segments.get(0) + "/*/" + segments.get(2);
  }
}
