package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.spillway.functions.deadletters.DeadLetterDeskFunctions;
import io.spillway.functions.deadletters.DeadLetterFunctions;
import io.spillway.functions.deadletters.RedriveFunctions;
import io.spillway.functions.http.ETag;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.LetterState;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators have dead letters run again, edit and discard them. */
final class Operators {

  private static final String NAME = "pat";
  private static final String[] CONTROLS = {"paused", "running", "cancelled"};

  /** A step that somebody was told is taken on a letter, or is not. */
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

  /** Of all, of one stream, or of one letter. */
  void redrive(Step step) {
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

  private void order(int process, String id, ObjectNode body) {
    if (!redrives.contains(id)) {
      redrives.add(id);
    }
    Request request = Request.of(NAME, body);
    var unused =
        world.ask(
            process,
            RedriveFunctions.class,
            (f, context) -> f.order(request, world.durable().context(), context));
  }

  /** Everything that is open, by an order that is new. */
  void redriveAll(String id) {
    order(0, id, Json.object().put("redriveId", id).put("reason", id).put("all", true));
  }

  void control(Step step) {
    if (!redrives.isEmpty()) {
      control(redrives.get(step.a() % redrives.size()), CONTROLS[step.b() % 3], step.process());
    }
  }

  /** Those that were paused go on. */
  void resumeAll() {
    redrives.forEach(id -> control(id, "running", 0));
  }

  private void control(String id, String state, int process) {
    Request request = Request.of(NAME, Json.object().put("state", state));
    var unused = world.ask(process, RedriveFunctions.class, (f, c) -> f.control(request, id, c));
  }

  void discard(Step step) {
    LedgerEntry letter = lookedAt(step);
    if (letter != null) {
      take(step, letter, Json.object(), DeadLetterDeskFunctions::discard);
    }
  }

  void restore(Step step) {
    LedgerEntry letter = lookedAt(step);
    if (letter != null) {
      take(step, letter, Json.object(), DeadLetterDeskFunctions::restore);
    }
  }

  /** What was discarded is open again. */
  void restoreAll() {
    for (Versioned<LedgerEntry> letter : letters()) {
      if (letter.value().state() == LetterState.DISCARDED) {
        Request request =
            Request.of(NAME, Json.object().put("reason", "rest")).seen(ETag.of(letter.version()));
        var unused =
            world.ask(
                0,
                DeadLetterDeskFunctions.class,
                (f, context) -> f.restore(request, letter.value().id(), context));
      }
    }
  }

  /** Only what is no event becomes one: what another is worth is in the oracle's books already. */
  void edit(Step step) {
    LedgerEntry letter = lookedAt(step);
    if (letter == null || letter.letter().eventId() != null) {
      return;
    }
    Clients.Sent event = Clients.event(step.b());
    clients.mayCome(event);
    ObjectNode body = Json.object().put("payload", event.payload().text().orElseThrow());
    take(step, letter, body, DeadLetterDeskFunctions::edit);
  }

  /** A step with one letter. */
  private interface DeskStep {
    HttpResponseMessage take(
        DeadLetterDeskFunctions functions, Request request, String id, ExecutionContext context);
  }

  private void take(Step step, LedgerEntry letter, ObjectNode body, DeskStep of) {
    String reason = reason(body);
    Request request = Request.of(NAME, body).seen(seen.getOrDefault(letter.id(), "none"));
    Reply reply =
        world.ask(
            step.process(),
            DeadLetterDeskFunctions.class,
            (f, c) -> of.take(f, request, letter.id(), c));
    tried(letter, reason, reply);
  }

  private void tried(LedgerEntry letter, String reason, @Nullable Reply reply) {
    if (reply != null && !reply.isUnsure()) {
      attempts.add(new Attempt(letter.id(), reason, reply.isOk()));
    }
  }

  private @Nullable LedgerEntry lookedAt(Step step) {
    LedgerEntry letter = letter(step);
    if (letter != null && (step.c() < 8 || !seen.containsKey(letter.id()))) {
      Request request = Request.empty(NAME);
      Reply reply =
          world.ask(
              step.process(),
              DeadLetterFunctions.class,
              (f, context) -> f.get(request, letter.id(), context));
      String etag = reply == null ? null : reply.getHeader("ETag");
      if (etag != null) {
        seen.put(letter.id(), etag);
      }
    }
    return letter;
  }

  private @Nullable LedgerEntry letter(Step step) {
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

  /** The ids of all redrives that may have been ordered. */
  List<String> redrives() {
    return redrives;
  }
}
