package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.audit.AuditAction;
import io.spillway.simulation.RestrictionOracle.Place;
import io.spillway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moderators who restrict authors, lift restrictions and write notes about authors. */
final class Restrictors {

  private static final String[] NAMES = {"mia", "noa"};
  private static final String[] EFFECTS = {"refuse", "hold", "slow"};
  private static final int[] MINUTES = {1, 3, 10, 60};

  private final World world;
  private final Erasers erasers;
  private final RestrictionOracle oracle;
  private int notes;

  Restrictors(World world, Erasers erasers, RestrictionOracle oracle) {
    this.world = world;
    this.erasers = erasers;
    this.oracle = oracle;
  }

  void restrict(ScriptStep step) {
    Place place = place(step);
    int minutes = MINUTES[step.c() % MINUTES.length];
    String effect = EFFECTS[step.c() % EFFECTS.length];
    ObjectNode body =
        body(place).put("effect", effect).put("minutes", minutes).put("reason", "harassment");
    String note = note(body);
    int number = oracle.begins(place);
    Reply reply = ask(step, body, "restrictions");
    oracle.ends(place, number);
    if (reply == null || reply.isUnsure()) {
      Instant latest = world.clock().instant().plus(Duration.ofMinutes(minutes));
      oracle.mayRestrict(place, effect, latest);
    } else if (reply.isOk()) {
      Instant until = Instant.parse(reply.body().path("until").asText());
      oracle.recordRestricted(place, number, effect, until);
      requireAudited(AuditAction.RESTRICT, place, note);
    }
  }

  void lift(ScriptStep step) {
    Place place = place(step);
    ObjectNode body = body(place);
    String note = note(body);
    var before = oracle.inForce(place);
    int number = oracle.begins(place);
    Reply reply = ask(step, body, "restrictions", "lift");
    oracle.ends(place, number);
    if (reply != null && reply.isOk()) {
      oracle.recordLifted(place, number);
      requireAudited(AuditAction.LIFT, place, note);
    } else if (reply != null && reply.status() == 404) {
      oracle.recordNone(place, number, before);
    }
  }

  void note(ScriptStep step) {
    Place place = place(step);
    String text = "about-" + ++notes;
    Reply reply = ask(step, body(place).put("text", text), "authors", "notes");
    if (reply != null && reply.isOk()) {
      requireAudited(AuditAction.NOTE, place, text);
    }
  }

  private void requireAudited(AuditAction action, Place place, String note) {
    world
        .audit()
        .require(
            action,
            entry -> entry.note().endsWith(note) && place.author().equals(entry.author()),
            erasers.mayErase(place.author(), place.streamOrNone(), null),
            note);
  }

  private static Place place(ScriptStep step) {
    @Nullable String stream = step.b() % 3 == 0 ? null : Viewers.STREAMS[step.b() % 2];
    return new Place(Viewers.AUTHORS[step.a() % Viewers.AUTHORS.length], stream);
  }

  private static ObjectNode body(Place place) {
    ObjectNode body = Json.object().put("author", place.author());
    return place.streamId() == null ? body : body.put("streamId", place.streamId());
  }

  private String note(ObjectNode body) {
    String note = "restriction-" + ++notes + ".";
    body.put("note", note);
    return note;
  }

  private @Nullable Reply ask(ScriptStep step, ObjectNode body, String... path) {
    SimulatedRequest request = SimulatedRequest.of(NAMES[step.b() % NAMES.length], body);
    return world.ask(step.process(), request.to(HttpMethod.POST, path));
  }
}
