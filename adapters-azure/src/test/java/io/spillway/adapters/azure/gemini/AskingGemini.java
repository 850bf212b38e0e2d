package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.testkit.SettableClock;
import org.junit.jupiter.api.AfterEach;

/** A classifier that asks a scripted Gemini once. */
abstract class AskingGemini {

  final ScriptedServer server = ScriptedServer.start();
  final ContentClassifier classifier = classifier(oneTry(server.uri()));

  @AfterEach
  void stop() {
    server.close();
  }

  /** Its probes are done where they are asked for, so that requests come in one order. */
  static ContentClassifier classifier(GeminiSettings settings) {
    return new GeminiClassifier(settings, new SettableClock(), Runnable::run);
  }
}
