package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds routes as the router does, for tests of other packages. */
public final class RoutesInTest {

  private RoutesInTest() {}

  /** The route that answers this method on this path below the root, if there is one. */
  public static Optional<Route> find(Router router, HttpMethod method, String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    return router.routes().stream()
        .filter(route -> route.method() == method && route.match(segments).isPresent())
        .min(Comparator.comparing(Route::precedence));
  }
}
