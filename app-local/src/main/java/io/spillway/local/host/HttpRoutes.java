package io.spillway.local.host;

import com.microsoft.azure.functions.HttpMethod;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** Which function answers a path. */
final class HttpRoutes {

  private static final String PREFIX = "/api/";

  /** So that few templates, each of which is a regular expression, are tried on a path. */
  private final Map<Shape, PathMappings<Route>> byShape = new HashMap<>();

  /**
   * @param last the segment that a path ends with; empty where the template has a parameter
   */
  private record Shape(long slashes, String last) {

    static Shape of(String path) {
      return new Shape(
          path.chars().filter(sign -> sign == '/').count(),
          path.substring(path.lastIndexOf('/') + 1));
    }

    Shape open() {
      return new Shape(slashes, "");
    }
  }

  /** The functions of one path template, by method. */
  record Route(UriTemplatePathSpec template, Map<HttpMethod, FunctionMethod> functions) {

    /** What the Allow header says. */
    String allowed() {
      Set<String> methods =
          functions.keySet().stream()
              .map(Enum::name)
              .collect(Collectors.toCollection(TreeSet::new));
      methods.add("OPTIONS");
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      return String.join(", ", methods);
    }
  }

  /**
   * @param parameters of the path, by name
   */
  record Match(Route route, Map<String, String> parameters) {}

  /**
   * @throws IllegalArgumentException for a route that this host does not understand, and for two
   *     functions on one route and method
   */
  HttpRoutes(List<FunctionCatalogue.Http> functions) {
    functions.forEach(this::add);
  }

  private void add(FunctionCatalogue.Http http) {
    String path = http.route().startsWith("/") ? http.route() : PREFIX + http.route();
    UriTemplatePathSpec template = new UriTemplatePathSpec(path);
    Shape shape = Shape.of(path);
    PathMappings<Route> mappings =
        byShape.computeIfAbsent(
            shape.last().endsWith("}") ? shape.open() : shape, first -> new PathMappings<>());
    Route route = mappings.get(template);
    if (route == null) {
      route = new Route(template, new EnumMap<>(HttpMethod.class));
      mappings.put(template, route);
    }
    for (HttpMethod method : http.methods()) {
      if (route.functions().put(method, http.function()) != null) {
        throw new IllegalArgumentException("two functions answer " + method + " " + http.route());
      }
    }
  }

  /** The route of a canonical path; a slash at the end makes no difference, as on the real host. */
  @Nullable Match match(String path) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Shape shape = Shape.of(trimmed);
    Route route = route(shape, trimmed);
    if (route == null) {
      route = route(shape.open(), trimmed);
    }
    if (route == null) {
      return null;
    }
    Map<String, String> parameters = new HashMap<>(route.template().getPathParams(trimmed));
    parameters.replaceAll((name, value) -> URIUtil.decodePath(value));
    return new Match(route, parameters);
  }

  private @Nullable Route route(Shape shape, String path) {
    PathMappings<Route> mappings = byShape.get(shape);
    MatchedResource<Route> match = mappings == null ? null : mappings.getMatched(path);
    return match == null ? null : match.getResource();
  }
}
