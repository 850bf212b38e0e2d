package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.audit.AuditAction;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Moderators who read, claim, decide on the version they last read, which may be old, and undo. */
final class Moderators {

  private static final String[] NAMES = {"mia", "noa", "oli"};
  private static final String[] STATES = {
    "upheld", "dismissed", "dismissed", "reopened", "escalated"
  };

  /**
   * Attempted step.
   *
   * @param note a unique note
   */
  record Attempt(String violationId, String note) {}

  private final World world;
  private final Viewers viewers;
  private final LeaseOracle leases;
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final List<Attempt> taken = new ArrayList<>();
  private final List<Attempt> refused = new ArrayList<>();
  private final Map<String, List<String>> decidedInBulk = new LinkedHashMap<>();
  private int notes;

  Moderators(World world, Viewers viewers) {
    this.world = world;
    this.viewers = viewers;
    this.leases = new LeaseOracle(world.clock(), world.findings(), viewers::mayBeErased);
  }

  private String violation(ScriptStep step) {
    return viewers.suspect(step.a());
  }

  static String name(ScriptStep step) {
    return NAMES[step.b() % NAMES.length];
  }

  void look(ScriptStep step) {
    look(step, violation(step));
  }

  private void look(ScriptStep step, String id) {
    SimulatedRequest request = SimulatedRequest.empty(name(step));
    keep(step, id, world.ask(step.process(), request.to(HttpMethod.GET, "violations", id)));
  }

  /** Returns the version they last read, which may be old. */
  private String lastSeen(ScriptStep step, String id) {
    if (!seen.containsKey(name(step) + id)) {
      look(step, id);
    }
    return seen.getOrDefault(name(step) + id, "none");
  }

  void claim(ScriptStep step) {
    String id = violation(step);
    ObjectNode body = Json.object().put("seconds", 60 + 60 * step.c());
    String token = step.c() % 2 == 0 ? tokens.get(name(step) + id) : null;
    if (token != null) {
      body.put("claimToken", token);
    }
    SimulatedRequest request = SimulatedRequest.of(name(step), body);
    recordClaim(
        step,
        token,
        world.ask(step.process(), request.to(HttpMethod.POST, "violations", id, "claim")));
  }

  void claimNext(ScriptStep step) {
    SimulatedRequest request =
        SimulatedRequest.of(name(step), Json.object().put("seconds", 60 + 60 * step.c()));
    recordClaim(
        step,
        null,
        world.ask(step.process(), request.to(HttpMethod.POST, "violations", "claim-next")));
  }

  private void recordClaim(ScriptStep step, @Nullable String renewed, @Nullable Reply reply) {
    if (reply == null || !reply.isOk()) {
      return;
    }
    ObjectNode body = reply.body();
    JsonNode violation = body.path("violation");
    String id = violation.path("violationId").asText();
    String token = body.path("claimToken").asText();
    tokens.put(name(step) + id, token);
    keep(step, id, reply);
    leases.recordGrant(
        id, name(step), token, renewed, violation.path("claim").path("until").asText());
  }

  void release(ScriptStep step) {
    String id = violation(step);
    String token = tokens.getOrDefault(name(step) + id, "none");
    leases.mayEnd(id);
    SimulatedRequest request =
        SimulatedRequest.of(name(step), Json.object().put("claimToken", token));
    keep(
        step,
        id,
        world.ask(
            step.process(), request.to(HttpMethod.POST, "violations", id, "claim", "release")));
  }

  void decide(ScriptStep step) {
    ObjectNode body = Json.object().put("state", STATES[step.c() % STATES.length]);
    String id = violation(step);
    take(step, id, body, r -> r.to(HttpMethod.PATCH, "violations", id));
  }

  void undo(ScriptStep step) {
    String id = violation(step);
    take(step, id, Json.object(), r -> r.to(HttpMethod.POST, "violations", id, "undo"));
  }

  /** Takes a step on one violation. */
  private void take(
      ScriptStep step, String id, ObjectNode body, UnaryOperator<SimulatedRequest> to) {
    String note = note(body);
    String token = token(step, id, body);
    SimulatedRequest request = SimulatedRequest.of(name(step), body).ifMatch(lastSeen(step, id));
    var lease = leases.of(id);
    Reply reply = world.ask(step.process(), to.apply(request));
    recordAttempt(step, id, note, reply);
    leases.recordDecision(id, lease, token, reply);
  }

  private @Nullable String token(ScriptStep step, String id, ObjectNode body) {
    String token = step.c() < 10 ? tokens.get(name(step) + id) : null;
    if (token != null) {
      body.put("claimToken", token);
    }
    return token;
  }

  void bulk(ScriptStep step) {
    String stream = Viewers.STREAMS[step.a() % 2];
    String to = STATES[step.c() % 2];
    SimulatedRequest look =
        SimulatedRequest.of(name(step), Json.object().put("state", to))
            .where("streamId", stream)
            .where("state", "open");
    Reply preview =
        world.ask(step.process(), look.to(HttpMethod.POST, "violations", "bulk", "preview"));
    if (preview == null || !preview.isOk()) {
      return;
    }
    ObjectNode shown = preview.body();
    ObjectNode body = Json.object().put("state", to).put("count", shown.path("count").asInt());
    body.put("bulkId", shown.path("bulkId").asText())
        .put("reason", to.equals("upheld") ? "harassment" : "false-positive");
    String note = note(body);
    String until = shown.path("to").asText();
    SimulatedRequest apply =
        SimulatedRequest.of(name(step), body)
            .where("streamId", stream)
            .where("state", "open")
            .where("to", until);
    leases.mayEndAllOf(name(step));
    Reply reply =
        world.ask(step.process(), apply.to(HttpMethod.POST, "violations", "bulk", "apply"));
    if (reply != null && reply.isOk()) {
      List<String> decided = new ArrayList<>();
      for (JsonNode item : reply.body().path("items")) {
        if (item.path("outcome").asText().equals("decided")) {
          decided.add(item.path("violationId").asText());
        }
      }
      decidedInBulk.put(note, decided);
    }
  }

  /** Reviews messages that no classifier has moderated. */
  void reviewUnmoderated(ScriptStep step, boolean keeps) {
    String id = violation(step);
    ObjectNode body = Json.object().put("decision", keeps ? "keep" : "withhold");
    String note = note(body);
    SimulatedRequest request = SimulatedRequest.of(name(step), body);
    var lease = leases.of(id);
    Reply reply =
        world.ask(step.process(), request.to(HttpMethod.POST, "moderation", "unmoderated", id));
    if (!keeps) {
      recordAttempt(step, id, note, reply);
      String token = lease != null && lease.holder().equals(name(step)) ? lease.token() : null;
      leases.recordDecision(id, lease, token, reply);
    } else if (reply != null && reply.isOk()) {
      world
          .audit()
          .require(
              AuditAction.KEEP,
              entry ->
                  entry.who().equals(name(step))
                      && id.equals(entry.streamId() + "~" + entry.messageId()),
              viewers.mayBeErased(id),
              id);
    }
  }

  private void recordAttempt(ScriptStep step, String id, String note, @Nullable Reply reply) {
    if (reply == null || reply.isUnsure()) {
      return;
    }
    keep(step, id, reply);
    (reply.isOk() ? taken : refused).add(new Attempt(id, note));
  }

  private void keep(ScriptStep step, String id, @Nullable Reply reply) {
    String etag = reply == null ? null : reply.getHeader("ETag");
    if (etag != null) {
      seen.put(name(step) + id, etag);
    }
  }

  void recordTaken(String id, String note) {
    taken.add(new Attempt(id, note));
  }

  void recordRefused(String id, String note) {
    refused.add(new Attempt(id, note));
  }

  LeaseOracle leases() {
    return leases;
  }

  /** Adds a unique note, and returns it. */
  String note(ObjectNode body) {
    String note = "note-" + ++notes;
    body.put("note", note);
    return note;
  }

  /** Returns the acknowledged steps. */
  List<Attempt> taken() {
    return taken;
  }

  /** Returns the rejected steps. */
  List<Attempt> refused() {
    return refused;
  }

  /** Returns the bulk decisions, by note. */
  Map<String, List<String>> decidedInBulk() {
    return decidedInBulk;
  }
}
