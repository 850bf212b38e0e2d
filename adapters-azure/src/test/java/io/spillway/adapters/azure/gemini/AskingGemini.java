package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.SettableClock;
import org.junit.jupiter.api.AfterEach;

/** Base class of tests with one attempt against a scripted Gemini. */
abstract class AskingGemini {

  final ScriptedServer server = ScriptedServer.start();
  final ContentClassifier classifier = classifier(oneTry(server.uri()));

  @AfterEach
  void stop() {
    server.close();
  }

  /**
   * Returns a classifier that runs probes in the calling thread, so that the order of requests is
   * deterministic.
   */
  static ContentClassifier classifier(GeminiSettings settings) {
    return new GeminiClassifier(settings, new SettableClock(), Runnable::run);
  }
}
