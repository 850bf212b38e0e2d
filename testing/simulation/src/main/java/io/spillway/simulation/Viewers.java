package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.Stores;
import io.spillway.ports.message.Message;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Viewers who write messages, resend them without a response, and appeal. */
final class Viewers {

  static final String[] STREAMS = {"red", "blue"};
  static final String[] AUTHORS = {"ann", "bob", "cho"};

  /** On the word list, so withheld while the classifier is away. */
  static final String THREAT = "i will kill you";

  private static final int MESSAGES = 9;

  /** From this third number of a step on, a text is an attack on moderation. */
  private static final int FIRST_ATTACK = 9;

  private static final List<String> ATTACKS =
      List.of(SimulatedClassifier.SLOW, SimulatedClassifier.GARBLED, SimulatedClassifier.BLANK);

  /** Message that may be sent. */
  record Draft(String streamId, String messageId, String author, String text) {
    String id() {
      return streamId + "~" + messageId;
    }
  }

  private final World world;
  private final Erasers erasers;
  private final RestrictionOracle restrictions;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Set<String>> acceptedTexts = new LinkedHashMap<>();
  private final Map<String, String> authors = new LinkedHashMap<>();
  private final Map<String, @Nullable Instant> sentAt = new HashMap<>();
  private final Set<String> suspects = new LinkedHashSet<>();

  Viewers(World world, Erasers erasers, RestrictionOracle restrictions) {
    this.world = world;
    this.erasers = erasers;
    this.restrictions = restrictions;
  }

  static Draft draft(int which, boolean isOtherText) {
    int n = which % MESSAGES;
    String kind =
        n == 4 ? SimulatedClassifier.RIDDLE : n % 2 == 0 ? SimulatedClassifier.TOXIC : "kind";
    boolean isThreat = isOtherText && kind.equals(SimulatedClassifier.TOXIC);
    String text =
        (isOtherText ? "other " : "some ") + kind + " text " + n + (isThreat ? ", " + THREAT : "");
    return new Draft(STREAMS[n / 2 % 2], "m-" + n, AUTHORS[n % 3], text);
  }

  /** Returns a slow or corrupting text, or a common one. */
  private static Draft draft(ScriptStep step, boolean isOtherText) {
    if (step.c() < FIRST_ATTACK) {
      return draft(step.a(), isOtherText);
    }
    int n = step.a() % MESSAGES;
    String kind = ATTACKS.get((step.c() - FIRST_ATTACK) % ATTACKS.size());
    String text = (isOtherText ? "other " : "some ") + kind + " text " + n;
    return new Draft(STREAMS[n / 2 % 2], kind + "-" + n, AUTHORS[n % 3], text);
  }

  /** Sends a message, sometimes another text under the same id. */
  void send(ScriptStep step) {
    Draft draft = draft(step, step.b() == 1);
    recordSent(draft.id(), draft);
    Reply reply = send(step, draft, draft.messageId());
    if (reply != null && reply.isOk()) {
      if (reply.body().has("violationId")) {
        suspects.add(draft.id());
      }
      recordAccepted(draft);
    }
  }

  void sendWithoutId(ScriptStep step) {
    Draft draft = draft(step, false);
    Reply reply = send(step, draft, null);
    if (reply != null && reply.isOk()) {
      ObjectNode body = reply.body();
      String id =
          body.has("violationId")
              ? body.path("violationId").asText()
              : draft.streamId() + "~" + body.path("messageId").asText();
      recordSent(id, draft);
      String messageId = id.substring(id.indexOf('~') + 1);
      recordAccepted(new Draft(draft.streamId(), messageId, draft.author(), draft.text()));
    }
  }

  private void recordSent(String id, Draft draft) {
    authors.put(id, draft.author());
    if (!draft.text().contains("kind") || draft.text().startsWith("other")) {
      suspects.add(id);
    }
  }

  private @Nullable Reply send(ScriptStep step, Draft draft, @Nullable String messageId) {
    ObjectNode body = Json.object().put("author", draft.author()).put("text", draft.text());
    if (messageId != null) {
      body.put("messageId", messageId);
    }
    SimulatedRequest request = SimulatedRequest.of("site", body);
    Instant askedAt = world.clock().instant();
    Reply reply =
        world.ask(
            step.process(), request.to(HttpMethod.POST, "streams", draft.streamId(), "messages"));
    if (reply != null && reply.status() == 403) {
      Instant until = Instant.parse(reply.body().path("until").asText());
      restrictions.recordRefused(draft.author(), draft.streamId(), askedAt, until);
    }
    return reply;
  }

  void appeal(ScriptStep step) {
    String id = suspect(step.a());
    Draft draft = drafts.get(id);
    String author = draft == null ? AUTHORS[step.b() % 3] : draft.author();
    ObjectNode body = Json.object().put("author", author).put("text", "it was a joke");
    SimulatedRequest request = SimulatedRequest.of("site", body);
    var unused = world.ask(step.process(), request.to(HttpMethod.POST, "violations", id, "appeal"));
  }

  /** Returns the id of an accepted message; null before the first one. */
  @Nullable String pick(int which) {
    List<String> known = List.copyOf(drafts.keySet());
    return known.isEmpty() ? null : known.get(which % known.size());
  }

  /** Records that a message may have a case. */
  void suspect(String id) {
    suspects.add(id);
  }

  /** Returns the id of a message that is likely withheld. */
  String suspect(int which) {
    List<String> known = List.copyOf(suspects);
    return known.isEmpty() ? "red~m-0" : known.get(which % known.size());
  }

  private void recordAccepted(Draft draft) {
    drafts.put(draft.id(), draft);
    sentAt.put(draft.id(), sentAt(draft));
    acceptedTexts.computeIfAbsent(draft.id(), id -> new LinkedHashSet<>()).add(draft.text());
  }

  /**
   * Returns the stored time of sending; null if the message was erased before its sender had the
   * response.
   */
  private @Nullable Instant sentAt(Draft draft) {
    Stores stores = world.stores();
    Optional<Instant> published =
        stores.messages().find(draft.streamId(), draft.messageId()).map(Message::sentAt);
    return published
        .or(
            () ->
                stores
                    .violations()
                    .find(new ViolationId(draft.streamId(), draft.messageId()))
                    .map(found -> found.value().sentAt()))
        .orElse(null);
  }

  /** Returns whether an accepted message may be erased by now. */
  boolean mayBeErased(Draft draft) {
    return erasers.mayErase(draft.author(), draft.streamId(), sentAt.get(draft.id()));
  }

  /**
   * Returns whether an object under this id may be erased by now. An unknown id was given to a
   * message whose sender lost the response; it may be by any author.
   */
  boolean mayBeErased(String id) {
    String stream = id.substring(0, id.indexOf('~'));
    String author = authors.get(id);
    return author == null
        ? Arrays.stream(AUTHORS).anyMatch(any -> erasers.mayErase(any, stream, null))
        : erasers.mayErase(author, stream, null);
  }

  /**
   * Returns the acknowledged messages. If two texts were acknowledged under an id, only the
   * existence of one can be checked; {@link #texts} has both.
   */
  Iterable<Draft> accepted() {
    return drafts.values();
  }

  /** Returns the acknowledged texts under an id. */
  Set<String> texts(String id) {
    return acceptedTexts.getOrDefault(id, Set.of());
  }

  /** Returns every id that may exist. */
  Set<String> ids() {
    return authors.keySet();
  }
}
