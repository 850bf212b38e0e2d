package io.spillway.adapters.azure.gemini;

import static io.spillway.adapters.azure.gemini.GeminiReplies.oneTry;

import io.spillway.adapters.azure.ScriptedServer;
import io.spillway.ports.moderation.ContentClassifier;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

/** A classifier that asks a scripted Gemini once. */
abstract class AskingGemini {

  final ScriptedServer server = ScriptedServer.start();
  final ContentClassifier classifier = classifier(oneTry(server.uri()));

  @AfterEach
  void stop() {
    server.close();
  }

  static ContentClassifier classifier(GeminiSettings settings) {
    return new GeminiClassifier(settings, InstantSource.system());
  }
}
