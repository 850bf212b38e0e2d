package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.CLEAN;
import static io.spillway.adapters.azure.gemini.GeminiReplies.fails;
import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;
import static io.spillway.adapters.azure.gemini.GeminiReplies.says;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.adapters.azure.ScriptedServer.Reply;
import io.spillway.adapters.azure.ScriptedServer.Request;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.moderation.ContentClassifierContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Contract test with a model that recognises one threat. */
class GeminiContractTest extends ContentClassifierContract {

  private Reply toThreat = says("{\"scores\":[{\"category\":\"violence\",\"score\":0.97}]}");
  private final ScriptedServer server = ScriptedServer.startWith(this::model);

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ContentClassifier newClassifier() {
    return new GeminiClassifier(oneTry(server.uri()), new SettableClock());
  }

  @Override
  protected Optional<ContentClassifier> newClassifierOutOfOrder() {
    return Optional.of(
        new GeminiClassifier(oneTry(ScriptedServer.refusing()), new SettableClock()));
  }

  @Override
  protected Optional<ContentClassifier> newClassifierWithSpoiltAnswers() {
    toThreat = says("no list");
    return Optional.of(newClassifier());
  }

  @Override
  protected Optional<ContentClassifier> newClassifierThatOneTextBreaks() {
    toThreat = fails(503, "UNAVAILABLE");
    return Optional.of(newClassifier());
  }

  private Reply model(Request request) {
    return request.body().contains(threateningText()) ? toThreat : says(CLEAN);
  }
}
