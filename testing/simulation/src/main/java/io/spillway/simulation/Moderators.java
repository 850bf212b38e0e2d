package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.spillway.functions.moderation.ModerationFunctions;
import io.spillway.functions.violations.BulkReviewFunctions;
import io.spillway.functions.violations.ClaimFunctions;
import io.spillway.functions.violations.ViolationFunctions;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Moderators look, claim, decide by what they saw last, which may be long ago, and undo. */
final class Moderators {

  private static final String[] NAMES = {"mia", "noa", "oli"};
  private static final String[] STATES = {
    "upheld", "dismissed", "dismissed", "reopened", "escalated"
  };

  /**
   * A step that somebody tried to take.
   *
   * @param note that no other step has
   */
  record Attempt(String violationId, String note) {}

  private final World world;
  private final Viewers viewers;
  private final Leases leases;
  private final Map<String, String> seen = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final List<Attempt> taken = new ArrayList<>();
  private final List<Attempt> refused = new ArrayList<>();
  private final Map<String, List<String>> decidedInBulk = new LinkedHashMap<>();
  private int notes;

  Moderators(World world, Viewers viewers) {
    this.world = world;
    this.viewers = viewers;
    this.leases = new Leases(world.clock(), world.findings(), id -> viewers.mayBeErased(id, null));
  }

  private String violation(Step step) {
    return viewers.suspect(step.a());
  }

  private static String name(Step step) {
    return NAMES[step.b() % NAMES.length];
  }

  void look(Step step) {
    look(step, violation(step));
  }

  private void look(Step step, String id) {
    Request request = Request.empty(name(step));
    keep(step, id, violations(step, (f, c) -> f.get(request, id, c)));
  }

  /** What they saw last, which may be long ago. */
  private String seen(Step step, String id) {
    if (!seen.containsKey(name(step) + id)) {
      look(step, id);
    }
    return seen.getOrDefault(name(step) + id, "none");
  }

  void claim(Step step) {
    String id = violation(step);
    ObjectNode body = Json.object().put("seconds", 60 + 60 * step.c());
    String token = step.c() % 2 == 0 ? tokens.get(name(step) + id) : null;
    if (token != null) {
      body.put("claimToken", token);
    }
    Request request = Request.of(name(step), body);
    granted(step, token, claims(step, (f, c) -> f.claim(request, id, c)));
  }

  void claimNext(Step step) {
    Request request = Request.of(name(step), Json.object().put("seconds", 60 + 60 * step.c()));
    granted(step, null, claims(step, (f, c) -> f.claimNext(request, c)));
  }

  private void granted(Step step, @Nullable String renewed, @Nullable Reply reply) {
    if (reply == null || !reply.isOk()) {
      return;
    }
    ObjectNode body = reply.body();
    JsonNode violation = body.path("violation");
    String id = violation.path("violationId").asText();
    String token = body.path("claimToken").asText();
    tokens.put(name(step) + id, token);
    keep(step, id, reply);
    leases.granted(id, name(step), token, renewed, violation.path("claim").path("until").asText());
  }

  void release(Step step) {
    String id = violation(step);
    String token = tokens.getOrDefault(name(step) + id, "none");
    leases.mayEnd(id);
    Request request = Request.of(name(step), Json.object().put("claimToken", token));
    keep(step, id, claims(step, (f, c) -> f.release(request, id, c)));
  }

  void decide(Step step) {
    ObjectNode body = Json.object().put("state", STATES[step.c() % STATES.length]);
    take(step, body, ViolationFunctions::decide);
  }

  void undo(Step step) {
    take(step, Json.object(), ViolationFunctions::undo);
  }

  /** A step about one violation. */
  private interface ViolationStep {
    HttpResponseMessage take(
        ViolationFunctions functions, Request request, String id, ExecutionContext context);
  }

  private void take(Step step, ObjectNode body, ViolationStep of) {
    String id = violation(step);
    String note = note(body);
    String token = token(step, id, body);
    Request request = Request.of(name(step), body).seen(seen(step, id));
    var lease = leases.of(id);
    Reply reply = violations(step, (f, c) -> of.take(f, request, id, c));
    tried(step, id, note, reply);
    leases.decided(id, lease, token, reply);
  }

  private @Nullable String token(Step step, String id, ObjectNode body) {
    String token = step.c() < 10 ? tokens.get(name(step) + id) : null;
    if (token != null) {
      body.put("claimToken", token);
    }
    return token;
  }

  void bulk(Step step) {
    String stream = Viewers.STREAMS[step.a() % 2];
    String to = STATES[step.c() % 2];
    Request look =
        Request.of(name(step), Json.object().put("state", to))
            .where("streamId", stream)
            .where("state", "open");
    Reply preview = bulk(step, (f, c) -> f.preview(look, c));
    if (preview == null || !preview.isOk()) {
      return;
    }
    ObjectNode shown = preview.body();
    ObjectNode body = Json.object().put("state", to).put("count", shown.path("count").asInt());
    body.put("bulkId", shown.path("bulkId").asText())
        .put("reason", to.equals("upheld") ? "harassment" : "false-positive");
    String note = note(body);
    String until = shown.path("to").asText();
    Request apply =
        Request.of(name(step), body)
            .where("streamId", stream)
            .where("state", "open")
            .where("to", until);
    Reply reply = bulk(step, (f, c) -> f.apply(apply, c));
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

  /** What moderators say of messages that no classifier has looked at. */
  void unmoderated(Step step, boolean keeps) {
    String id = violation(step);
    ObjectNode body = Json.object().put("decision", keeps ? "keep" : "withhold");
    String note = note(body);
    Request request = Request.of(name(step), body);
    Reply reply =
        world.ask(
            step.process(),
            ModerationFunctions.class,
            (f, c) -> f.decideUnmoderated(request, id, c));
    if (!keeps) {
      tried(step, id, note, reply);
    }
  }

  private void tried(Step step, String id, String note, @Nullable Reply reply) {
    if (reply == null || reply.isUnsure()) {
      return;
    }
    keep(step, id, reply);
    (reply.isOk() ? taken : refused).add(new Attempt(id, note));
  }

  private void keep(Step step, String id, @Nullable Reply reply) {
    String etag = reply == null ? null : reply.getHeader("ETag");
    if (etag != null) {
      seen.put(name(step) + id, etag);
    }
  }

  private String note(ObjectNode body) {
    String note = "note-" + ++notes;
    body.put("note", note);
    return note;
  }

  private @Nullable Reply violations(
      Step step, BiFunction<ViolationFunctions, ExecutionContext, HttpResponseMessage> call) {
    return world.ask(step.process(), ViolationFunctions.class, call);
  }

  private @Nullable Reply claims(
      Step step, BiFunction<ClaimFunctions, ExecutionContext, HttpResponseMessage> call) {
    return world.ask(step.process(), ClaimFunctions.class, call);
  }

  private @Nullable Reply bulk(
      Step step, BiFunction<BulkReviewFunctions, ExecutionContext, HttpResponseMessage> call) {
    return world.ask(step.process(), BulkReviewFunctions.class, call);
  }

  /** The steps whose makers were told that they are taken. */
  List<Attempt> taken() {
    return taken;
  }

  /** The steps whose makers were told that they are not. */
  List<Attempt> refused() {
    return refused;
  }

  /** What was decided about many, by its note. */
  Map<String, List<String>> decidedInBulk() {
    return decidedInBulk;
  }
}
