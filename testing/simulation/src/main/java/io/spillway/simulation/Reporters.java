package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Viewers who report messages, some more than once. */
final class Reporters {

  /** None of them is an author, so that no erasure is about a reporter. */
  private static final String[] NAMES = {"rae", "sam", "tom", "uma", "vic"};

  private static final String[] REASONS = {"spam", "harassment", "hate"};

  private final World world;
  private final Viewers viewers;
  private final Map<String, Set<String>> acknowledged = new LinkedHashMap<>();
  private int notes;

  Reporters(World world, Viewers viewers) {
    this.world = world;
    this.viewers = viewers;
  }

  void report(ScriptStep step) {
    String id = viewers.pick(step.a());
    if (id == null) {
      return;
    }
    ViolationId key = ViolationId.parse(id).orElseThrow();
    String name = NAMES[step.b() % NAMES.length];
    ObjectNode body = Json.object().put("reporter", name).put("note", "report-" + ++notes);
    body.put("reason", REASONS[step.c() % REASONS.length]);
    SimulatedRequest request = SimulatedRequest.of("site", body);
    Reply reply =
        world.ask(
            step.process(),
            request.to(
                HttpMethod.POST, "streams", key.streamId(), "messages", key.messageId(), "report"));
    viewers.suspect(id);
    if (reply != null && reply.isOk()) {
      acknowledged.computeIfAbsent(id, none -> new LinkedHashSet<>()).add(name);
      world
          .audit()
          .require(
              AuditAction.REPORT,
              entry -> entry.who().equals(name) && key.messageId().equals(entry.messageId()),
              viewers.mayBeErased(id),
              id);
    }
  }

  /** Returns the reporters of each message with an acknowledged report. */
  Map<String, Set<String>> acknowledged() {
    return acknowledged;
  }
}
