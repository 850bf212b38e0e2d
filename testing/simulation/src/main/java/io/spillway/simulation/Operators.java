package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.http.ETag;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operators who redrive, edit and discard dead letters. */
final class Operators {

  private static final String NAME = "pat";
  private static final String[] CONTROLS = {"paused", "running", "cancelled"};

  /** Attempted step on a dead letter, with its acknowledgement or rejection. */
  record Attempt(String letterId, String reason, boolean isTaken) {}

  private final World world;
  private final Clients clients;
  private final Map<String, String> seen = new HashMap<>();
  private final List<String> redrives = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private int reasons;

  Operators(World world, Clients clients) {
    this.world = world;
    this.clients = clients;
  }

  /** Redrives all, one stream's or one dead letter; or discards or restores all by a job. */
  void redrive(ScriptStep step) {
    if (step.c() % 3 == 2 && step.a() % 2 == 0) {
      changeAll(step);
      return;
    }
    String id = "redrive-" + (step.a() % 40);
    ObjectNode body = Json.object().put("redriveId", id).put("reason", "because of " + id);
    body.put("canary", step.b() % 2 == 0);
    LedgerEntry letter = letter(step);
    if (step.c() % 3 == 0 && letter != null) {
      body.putArray("ids").add(letter.id());
    } else if (step.c() % 3 == 1) {
      body.put("streamId", Viewers.STREAMS[step.a() % 2]);
    } else {
      body.put("all", true);
    }
    order(step.process(), id, body);
  }

  private void changeAll(ScriptStep step) {
    String id = "change-" + (step.a() % 40);
    ObjectNode body = Json.object().put("jobId", id).put("reason", "because of " + id);
    body.put("action", step.b() % 2 == 0 ? "discard" : "restore").put("all", true);
    order(step.process(), id, body, "jobs");
  }

  private void order(int process, String id, ObjectNode body) {
    order(process, id, body, "redrive");
  }

  private void order(int process, String id, ObjectNode body, String path) {
    if (!redrives.contains(id)) {
      redrives.add(id);
    }
    SimulatedRequest request = SimulatedRequest.of(NAME, body);
    var unused = world.ask(process, request.to(HttpMethod.POST, "dead-letters", path));
  }

  /** Redrives all open dead letters by a new order. */
  void redriveAll(String id) {
    order(0, id, Json.object().put("redriveId", id).put("reason", id).put("all", true));
  }

  /** Returns the state of an event's workflow; empty for none. */
  String eventState(String stream, String eventKey) {
    SimulatedRequest request = SimulatedRequest.empty("site");
    Reply reply = world.ask(0, request.to(HttpMethod.GET, "streams", stream, "events", eventKey));
    return reply == null ? "" : reply.body().at("/workflow/state").asText();
  }

  void control(ScriptStep step) {
    if (!redrives.isEmpty()) {
      control(redrives.get(step.a() % redrives.size()), CONTROLS[step.b() % 3], step.process());
    }
  }

  /** Resumes all paused redrives. */
  void resumeAll() {
    redrives.forEach(id -> control(id, "running", 0));
  }

  private void control(String id, String state, int process) {
    SimulatedRequest request = SimulatedRequest.of(NAME, Json.object().put("state", state));
    var unused = world.ask(process, request.to(HttpMethod.PATCH, "dead-letters", "jobs", id));
  }

  void discard(ScriptStep step) {
    LedgerEntry letter = lookedAt(step);
    if (letter != null) {
      take(step, letter, Json.object(), HttpMethod.POST, letter.id(), "discard");
    }
  }

  void restore(ScriptStep step) {
    LedgerEntry letter = lookedAt(step);
    if (letter != null) {
      take(step, letter, Json.object(), HttpMethod.POST, letter.id(), "restore");
    }
  }

  /** Restores all discarded dead letters. */
  void restoreAll() {
    for (Versioned<LedgerEntry> letter : letters()) {
      if (letter.value().state() == DeadLetterState.DISCARDED) {
        SimulatedRequest request =
            SimulatedRequest.of(NAME, Json.object().put("reason", "rest"))
                .ifMatch(ETag.of(letter.version()));
        var unused =
            world.ask(
                0, request.to(HttpMethod.POST, "dead-letters", letter.value().id(), "restore"));
      }
    }
  }

  /**
   * Edits payloads that never had a workflow: the effect of other events is in the oracle's books
   * already.
   */
  void edit(ScriptStep step) {
    LedgerEntry letter = lookedAt(step);
    if (letter == null || letter.letter().workflowId() != null) {
      return;
    }
    Clients.Sent event = Clients.event(step.b());
    clients.mayCome(event);
    ObjectNode body = Json.object().put("payload", event.payload().text().orElseThrow());
    take(step, letter, body, HttpMethod.PATCH, letter.id());
  }

  /**
   * Takes a step on one dead letter.
   *
   * @param path the path segments below the dead letters
   */
  private void take(
      ScriptStep step, LedgerEntry letter, ObjectNode body, HttpMethod method, String... path) {
    String reason = reason(body);
    SimulatedRequest request =
        SimulatedRequest.of(NAME, body).ifMatch(seen.getOrDefault(letter.id(), "none"));
    String[] segments =
        Stream.concat(Stream.of("dead-letters"), Stream.of(path)).toArray(String[]::new);
    Reply reply = world.ask(step.process(), request.to(method, segments));
    recordAttempt(letter, reason, reply);
  }

  private void recordAttempt(LedgerEntry letter, String reason, @Nullable Reply reply) {
    if (reply != null && !reply.isUnsure()) {
      attempts.add(new Attempt(letter.id(), reason, reply.isOk()));
    }
  }

  private @Nullable LedgerEntry lookedAt(ScriptStep step) {
    LedgerEntry letter = letter(step);
    if (letter != null && (step.c() < 8 || !seen.containsKey(letter.id()))) {
      SimulatedRequest request = SimulatedRequest.empty(NAME);
      Reply reply =
          world.ask(step.process(), request.to(HttpMethod.GET, "dead-letters", letter.id()));
      String etag = reply == null ? null : reply.getHeader("ETag");
      if (etag != null) {
        seen.put(letter.id(), etag);
      }
    }
    return letter;
  }

  private @Nullable LedgerEntry letter(ScriptStep step) {
    List<Versioned<LedgerEntry>> letters = letters();
    return letters.isEmpty() ? null : letters.get(step.a() % letters.size()).value();
  }

  private List<Versioned<LedgerEntry>> letters() {
    return world
        .stores()
        .deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(PageRequest.MAX_LIMIT))
        .items();
  }

  private String reason(ObjectNode body) {
    String reason = "reason-" + ++reasons;
    body.put("reason", reason);
    return reason;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  /** Returns the ids of all redrives and other jobs that may have been ordered. */
  List<String> redrives() {
    return redrives;
  }
}
