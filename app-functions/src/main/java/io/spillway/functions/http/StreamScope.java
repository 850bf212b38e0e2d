package io.spillway.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.ports.Ids;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Limit of a key to some streams. A request passes when it names one of them: in its path, in the
 * id of a violation or a dead letter, or as {@code streamId} of a listing. Every other request, a
 * new route too, is refused until it is listed here.
 */
final class StreamScope {

  /** Routes that do nothing outside of the stream in their parameter {@code streamId}. */
  private static final Set<String> FILTERED =
      Set.of(
          "violations",
          "violations/waiting",
          "violations/claim-next",
          "violations/bulk/preview",
          "violations/bulk/apply",
          "moderation/quality",
          "dead-letters",
          "dead-letters/groups");

  private StreamScope() {}

  /** Refuses a request that is not about one of these streams. */
  static void check(HttpRequestMessage<?> request, Set<String> streams) {
    if (named(request).filter(streams::contains).isEmpty()) {
      String detail =
          "The caller's key is for these streams only: "
              + String.join(", ", new TreeSet<>(streams))
              + ". Name one of them in the path or as streamId, where the route has it";
      throw Refusal.of(new Problem(403, "stream-scope", "The key is for other streams", detail));
    }
  }

  private static Optional<String> named(HttpRequestMessage<?> request) {
    List<String> path = path(request);
    if (FILTERED.contains(String.join("/", path))) {
      return Optional.ofNullable(request.getQueryParameters().get("streamId"));
    }
    if (path.size() == 2 && path.get(0).equals("authors")) {
      return Optional.ofNullable(request.getQueryParameters().get("streamId"));
    }
    return switch (path.get(0)) {
      case "streams" -> at(path, 1);
      case "policies" -> path.size() > 1 && path.get(1).equals("streams") ? at(path, 2) : none();
      case "moderation" -> ofModeration(path);
      case "violations", "dead-letters" -> at(path, 1).flatMap(StreamScope::ofId);
      default -> none();
    };
  }

  private static Optional<String> ofModeration(List<String> path) {
    if (path.size() < 2) {
      return none();
    }
    return switch (path.get(1)) {
      case "streams" -> at(path, 2);
      case "unmoderated" -> at(path, 2).flatMap(StreamScope::ofId);
      default -> none();
    };
  }

  /** The stream in an id such as {@code main~m-1}: those of violations and dead letters. */
  private static Optional<String> ofId(String id) {
    int joint = id.indexOf('~');
    return joint < 0 ? none() : Optional.of(id.substring(0, joint)).filter(Ids::isValid);
  }

  private static Optional<String> at(List<String> path, int index) {
    return path.size() > index ? Optional.of(path.get(index)) : none();
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /** The path's segments below the root; a slash within one does not divide it. */
  private static List<String> path(HttpRequestMessage<?> request) {
    String path = request.getUri().getRawPath();
    String below = path.startsWith(HttpEntry.ROOT + "/") ? path.substring(4) : path;
    List<String> segments = new ArrayList<>();
    for (String segment : below.substring(below.startsWith("/") ? 1 : 0).split("/", -1)) {
      segments.add(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8));
    }
    if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }
}
