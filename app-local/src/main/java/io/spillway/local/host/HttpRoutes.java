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

  /** By how many slashes a path has, so that few templates are tried on each. */
  private final Map<Long, PathMappings<Route>> byDepth = new HashMap<>();

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
    PathMappings<Route> mappings =
        byDepth.computeIfAbsent(depth(path), first -> new PathMappings<>());
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
    PathMappings<Route> mappings = byDepth.get(depth(trimmed));
    MatchedResource<Route> match = mappings == null ? null : mappings.getMatched(trimmed);
    if (match == null) {
      return null;
    }
    Route route = match.getResource();
    Map<String, String> parameters = new HashMap<>(route.template().getPathParams(trimmed));
    parameters.replaceAll((name, value) -> URIUtil.decodePath(value));
    return new Match(route, parameters);
  }

  private static long depth(String path) {
    return path.chars().filter(sign -> sign == '/').count();
  }
}
