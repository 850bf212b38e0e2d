package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import io.spillway.functions.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Route of a resource.
 *
 * @param operation a stable name, such as {@code ListViolations}, for the log and as {@code
 *     operationId} in OpenAPI
 * @param path the path below {@link Router#ROOT}, such as {@code violations/{violationId}}
 * @param roles the roles of which one is required; empty for a public route
 * @param handler the handler of authorized requests; {@link Router} maps its exceptions to
 *     responses
 */
public record Route(
    String operation,
    HttpMethod method,
    String path,
    Set<Role> roles,
    Function<Call, ApiResponse> handler) {

  private static final Pattern SEGMENT = Pattern.compile("\\{[A-Za-z]+}|[a-z0-9.-]+");

  /**
   * Creates a route for one role.
   *
   * @param role the required role
   */
  public Route(
      String operation,
      HttpMethod method,
      String path,
      Role role,
      Function<Call, ApiResponse> handler) {
    this(operation, method, path, Set.of(role), handler);
  }

  /**
   * Validates the route.
   *
   * @throws IllegalArgumentException for a path with segments other than lower-case words and
   *     parameters in braces
   */
  public Route {
    roles = Set.copyOf(roles);
    for (String segment : segments(path)) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw new IllegalArgumentException(operation + " has an invalid path: " + path);
      }
    }
  }

  /**
   * Returns the level of the functions that may serve this route: apps need a function key, others
   * do not.
   */
  public AuthorizationLevel level() {
    return roles.contains(Role.APP) ? AuthorizationLevel.FUNCTION : AuthorizationLevel.ANONYMOUS;
  }

  /**
   * Matches a path and returns its parameters by name; empty if it does not match. Words match
   * ignoring case; a parameter matches any segment except an empty one.
   *
   * @param segments the decoded segments of the path
   */
  Optional<Map<String, String>> match(List<String> segments) {
    List<String> own = segments(path);
    if (own.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < own.size(); i++) {
      String segment = own.get(i);
      String given = segments.get(i);
      if (isParameter(segment) && !given.isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), given);
      } else if (!segment.equalsIgnoreCase(given)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /**
   * Returns the path with 0 for each word and 1 for each parameter; of two matching routes the
   * smaller wins.
   */
  String precedence() {
    StringBuilder precedence = new StringBuilder();
    for (String segment : segments(path)) {
      precedence.append(isParameter(segment) ? '1' : '0');
    }
    return precedence.toString();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
