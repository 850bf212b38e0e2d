package io.spillway.packaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of the deployed package, with its own libraries only. */
@Tag("package")
class StartTest {

  private static final Path APP = Path.of(System.getProperty("spillway.package"));

  /** Bound of a first message and a health check: each class takes about a quarter of a ms. */
  private static final int MOST_CLASSES = 3_250;

  @TempDir private Path folder;

  @Test
  void a_first_message_is_moderated_and_stored() throws Exception {
    try (Backends backends = Backends.start()) {
      Map<String, String> settings = new HashMap<>(backends.settings());
      settings.put("SPILLWAY_COSMOS_CREATE", "true");
      Path loaded = folder.resolve("classes.txt");
      WorkerProcess.Run run =
          worker().with("-Xlog:class+load:file=" + loaded).run(APP, settings, "message", "health");
      // Allowed is Gemini's answer; without one it would be unmoderated.
      assertThat(run.answers().get(0)).startsWith("201 ").contains("\"status\":\"allowed\"");
      assertThat(run.answers().get(1)).startsWith("200 ").contains("\"status\":\"up\"");
      assertThat(librariesClasses(loaded))
          .doesNotContain(
              // The SDK's clients of other services, and types that Jackson would analyse.
              "com.google.genai.Client",
              "com.google.genai.types.GenerateContentConfig",
              "io.spillway.functions.events.StreamRoutes")
          .hasSizeLessThan(MOST_CLASSES);
    }
  }

  /** Returns the loaded classes of the app and its libraries, without those of the JDK. */
  private static List<String> librariesClasses(Path log) throws IOException {
    return classes(log).stream()
        .filter(name -> name.matches("(com\\.(?!sun\\.)|io|okhttp3|okio|kotlin|reactor|org)\\b.*"))
        .filter(name -> !name.contains("$$Lambda"))
        .toList();
  }

  @Test
  void health_loads_no_sdk() throws Exception {
    Path loaded = folder.resolve("classes.txt");
    try (Backends backends = Backends.start()) {
      WorkerProcess.Run run =
          worker().with("-Xlog:class+load:file=" + loaded).run(APP, backends.settings(), "health");
      assertThat(run.answers()).singleElement().asString().startsWith("200 ");
    }
    List<String> classes = classes(loaded);
    assertThat(classes)
        .contains("io.spillway.functions.operations.HealthHandlers")
        .noneMatch(
            name ->
                name.matches(
                    "(io\\.(netty|github\\.resilience4j)|reactor|com\\.google\\.genai)\\..*"))
        .doesNotContain(
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonGenerator",
            "io.spillway.functions.Core",
            "io.spillway.functions.messages.MessageRoutes",
            "okhttp3.OkHttpClient");
    // The verifier loads only the exceptions that the adapters catch.
    assertThat(classes.stream().filter(name -> name.matches("(com\\.azure|okhttp3)\\..*")))
        .hasSizeLessThan(10);
  }

  @Test
  void with_wrong_settings_every_call_is_answered_and_no_secret_shown() throws Exception {
    Map<String, String> settings =
        Map.of(
            "SPILLWAY_COSMOS_CONNECTION", "AccountEndpoint=secret-endpoint;AccountKey=secret-key;",
            "GEMINI_API_KEY", "secret-gemini");
    WorkerProcess.Run run = worker().run(APP, settings, "message", "health");
    assertThat(run.answers().get(0)).startsWith("503 ").contains("settings.invalid");
    assertThat(run.answers().get(1))
        .startsWith("503 ")
        .contains("settings.invalid")
        .doesNotContain("SPILLWAY_");
    assertThat(run.answers()).allSatisfy(answer -> assertThat(answer).doesNotContain("secret"));
  }

  /** Returns the names in a log of {@code -Xlog:class+load}. */
  private static List<String> classes(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> line.substring(line.lastIndexOf(']') + 1).strip().split(" ", 2)[0])
        .toList();
  }

  private WorkerProcess worker() throws IOException {
    return WorkerProcess.in(folder.resolve("worker"));
  }
}
