package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpMethod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Route lookup for tests of other packages, as the router does it. */
public final class RoutesInTest {

  private RoutesInTest() {}

  /** Returns the route for this method and path below the root, if there is one. */
  public static Optional<Route> find(Router router, HttpMethod method, String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    return router.routes().stream()
        .filter(route -> route.method() == method && route.match(segments).isPresent())
        .min(Comparator.comparing(Route::precedence));
  }
}
