package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.simulation.InjectedFault.Kind;
import io.spillway.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moderators who withhold published messages, one at a time or all that match a filter. */
final class Withholders {

  private final World world;
  private final Viewers viewers;
  private final Moderators moderators;

  Withholders(World world, Viewers viewers, Moderators moderators) {
    this.world = world;
    this.viewers = viewers;
    this.moderators = moderators;
  }

  /** Withholds a message, sometimes twice. */
  void withhold(ScriptStep step) {
    String id = viewers.pick(step.a());
    if (id == null || !take(step, id) || step.c() % 3 != 0) {
      return;
    }
    List<AuditEntry> before = trail(id);
    boolean isAlone = step.mishaps().stream().noneMatch(one -> one.kind() == Kind.MEANWHILE);
    if (take(step, id) && isAlone) {
      world
          .findings()
          .require(
              before.equals(trail(id)) || isErasable(id),
              "withholding again changes nothing",
              id,
              before);
    }
  }

  /** Returns whether it was acknowledged. */
  private boolean take(ScriptStep step, String id) {
    ViolationId key = ViolationId.parse(id).orElseThrow();
    ObjectNode body = Json.object().put("reason", "harassment");
    String note = moderators.note(body);
    var lease = moderators.leases().of(id);
    SimulatedRequest request = SimulatedRequest.of(Moderators.name(step), body);
    Reply reply =
        world.ask(
            step.process(),
            request.to(
                HttpMethod.POST,
                "streams",
                key.streamId(),
                "messages",
                key.messageId(),
                "withhold"));
    viewers.suspect(id);
    if (reply == null || reply.isUnsure()) {
      moderators.leases().mayEnd(id);
      return false;
    }
    if (reply.isOk()) {
      recordWithheld(id, note, lease, reply);
      return true;
    }
    boolean isKnown = reply.status() != 404 || isErasable(id);
    world.findings().require(isKnown, "an accepted message can be withheld", id);
    moderators.recordRefused(id, note);
    return false;
  }

  private void recordWithheld(
      String id, String note, LeaseOracle.@Nullable Lease lease, @Nullable Reply reply) {
    List<AuditEntry> trail = trail(id);
    boolean isOurs = trail.stream().anyMatch(step -> step.note().equals(note));
    boolean isUpheld = trail.stream().anyMatch(step -> step.to() == ViolationState.UPHELD);
    world
        .findings()
        .require(
            isUpheld || isErasable(id), "an acknowledged withholding is in the trail", id, note);
    if (isOurs) {
      moderators.recordTaken(id, note);
      moderators.leases().recordDecision(id, lease, null, reply);
    }
  }

  /** Withholds all messages of an author on a stream. */
  void withholdAll(ScriptStep step) {
    ObjectNode body = Json.object().put("reason", "spam");
    Reply preview =
        world.ask(
            step.process(),
            ofAuthor(step, body).to(HttpMethod.POST, "moderation", "messages", "preview"));
    if (preview == null || !preview.isOk()) {
      return;
    }
    ObjectNode shown = preview.body();
    String note = moderators.note(body);
    body.put("count", shown.path("count").asInt()).put("bulkId", shown.path("bulkId").asText());
    SimulatedRequest apply = ofAuthor(step, body).where("to", shown.path("to").asText());
    Reply reply =
        world.ask(step.process(), apply.to(HttpMethod.POST, "moderation", "messages", "withhold"));
    if (reply != null && reply.isOk()) {
      for (JsonNode item : reply.body().path("items")) {
        viewers.suspect(item.path("violationId").asText());
        if (item.path("outcome").asText().equals("withheld")) {
          recordWithheld(item.path("violationId").asText(), note, null, null);
        }
      }
    }
  }

  private static SimulatedRequest ofAuthor(ScriptStep step, ObjectNode body) {
    return SimulatedRequest.of(Moderators.name(step), body)
        .where("streamId", Viewers.STREAMS[step.a() % 2])
        .where("author", Viewers.AUTHORS[step.c() % Viewers.AUTHORS.length]);
  }

  private boolean isErasable(String id) {
    return viewers.mayBeErased(id);
  }

  private List<AuditEntry> trail(String id) {
    return world
        .stores()
        .violations()
        .find(ViolationId.parse(id).orElseThrow())
        .map(Versioned::value)
        .map(Violation::audit)
        .orElse(List.of());
  }
}
