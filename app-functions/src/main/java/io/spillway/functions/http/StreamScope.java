package io.spillway.functions.http;

import io.spillway.ports.Ids;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Limits a key to its streams. A request passes if it names one of them: in its path, in the id of
 * a violation, a dead letter or a notification, or as the parameter {@code streamId}. Every other
 * request, including any new route, is rejected until it is listed here.
 */
final class StreamScope {

  /** Routes that are confined to the stream in their parameter {@code streamId}. */
  private static final Set<String> FILTERED =
      Set.of(
          "authors/{author}",
          "authors",
          "authors/messages",
          "authors/reports",
          "authors/notes",
          "restrictions",
          "restrictions/lift",
          "moderation/presence",
          "moderation/messages/preview",
          "moderation/messages/withhold",
          "violations",
          "violations/waiting",
          "violations/claim-next",
          "violations/bulk/preview",
          "violations/bulk/apply",
          "violations/bulk/undo",
          "moderation/quality",
          "status",
          "dead-letters",
          "dead-letters/groups",
          "notifications",
          "notifications/retry");

  private StreamScope() {}

  /** Rejects a call that does not concern one of these streams. */
  static void check(Call call, Set<String> streams) {
    if (findStream(call).filter(streams::contains).isEmpty()) {
      String detail =
          "The key is limited to these streams: "
              + String.join(", ", new TreeSet<>(streams))
              + ". Use one of them in the path, or as streamId if the route has it";
      throw ProblemException.of(
          new Problem(403, "stream-scope", "Key limited to other streams", detail));
    }
  }

  private static Optional<String> findStream(Call call) {
    if (FILTERED.contains(call.route().path())) {
      return Optional.ofNullable(call.request().getQueryParameters().get("streamId"));
    }
    return Optional.ofNullable(call.parameters().get("streamId"))
        .or(
            () ->
                Stream.of("violationId", "deadLetterId", "notificationId")
                    .flatMap(name -> Optional.ofNullable(call.parameters().get(name)).stream())
                    .findFirst()
                    .flatMap(StreamScope::ofId));
  }

  /** Returns the stream in such an id, such as {@code main~m-1}. */
  private static Optional<String> ofId(String id) {
    int joint = id.indexOf('~');
    return joint < 0 ? Optional.empty() : Optional.of(id.substring(0, joint)).filter(Ids::isValid);
  }
}
