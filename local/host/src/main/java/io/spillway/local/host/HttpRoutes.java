package io.spillway.local.host;

import com.microsoft.azure.functions.HttpMethod;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** Which function answers a path: a tree of the routes' segments. */
final class HttpRoutes {

  private static final String PREFIX = "/api/";
  private static final Pattern PARAMETER = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");
  private static final Pattern LITERAL = Pattern.compile("[^{}]*");

  private final Node root = new Node();

  /** What may follow a path's beginning. A literal is preferred to a parameter. */
  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node parameter;
    private final Route route = new Route(new EnumMap<>(HttpMethod.class));
  }

  /**
   * A function on a route.
   *
   * @param parameters the names that it gives to the route's parameters, in their order
   */
  record Target(FunctionMethod function, List<String> parameters) {}

  /** The functions of one route, by method. */
  record Route(Map<HttpMethod, Target> targets) {

    /** What the Allow header says. */
    String allowed() {
      Set<String> methods =
          targets.keySet().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
      methods.add("OPTIONS");
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      return String.join(", ", methods);
    }
  }

  /**
   * @param values what stands for the route's parameters, in their order
   */
  record Match(Route route, List<String> values) {

    /** The values by the names that a function gives them. */
    Map<String, String> parameters(Target target) {
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        parameters.put(target.parameters().get(i), URIUtil.decodePath(values.get(i)));
      }
      return parameters;
    }
  }

  /**
   * @throws IllegalArgumentException for a route that this host does not understand, and for two
   *     functions on one route and method
   */
  HttpRoutes(List<FunctionCatalogue.Http> functions) {
    functions.forEach(this::add);
  }

  private void add(FunctionCatalogue.Http http) {
    Node node = root;
    List<String> parameters = new ArrayList<>();
    for (String segment : segments(path(http.route()))) {
      if (PARAMETER.matcher(segment).matches()) {
        parameters.add(segment.substring(1, segment.length() - 1));
        node.parameter = node.parameter == null ? new Node() : node.parameter;
        node = node.parameter;
      } else if (LITERAL.matcher(segment).matches()) {
        node = node.literals.computeIfAbsent(segment, first -> new Node());
      } else {
        throw new IllegalArgumentException("this host does not understand route " + http.route());
      }
    }
    Target target = new Target(http.function(), List.copyOf(parameters));
    for (HttpMethod method : http.methods()) {
      if (node.route.targets().put(method, target) != null) {
        throw new IllegalArgumentException("two functions answer " + method + " " + http.route());
      }
    }
  }

  /** The path of a route: below the prefix, unless it begins with a slash. */
  static String path(String route) {
    return route.startsWith("/") ? route : PREFIX + route;
  }

  /** The route of a canonical path; a slash at the end makes no difference, as on the real host. */
  @Nullable Match match(String path) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return match(root, segments(trimmed), 0, List.of());
  }

  private static @Nullable Match match(Node node, String[] segments, int at, List<String> values) {
    if (at == segments.length) {
      return node.route.targets().isEmpty() ? null : new Match(node.route, values);
    }
    Node literal = node.literals.get(segments[at]);
    Match match = literal == null ? null : match(literal, segments, at + 1, values);
    if (match != null || node.parameter == null || segments[at].isEmpty()) {
      return match;
    }
    List<String> more = new ArrayList<>(values);
    more.add(segments[at]);
    return match(node.parameter, segments, at + 1, more);
  }

  private static String[] segments(String path) {
    return path.split("/", -1);
  }
}
