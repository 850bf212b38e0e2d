package io.spillway.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command about a deployment takes. */
final class Remote {

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:SPILLWAY_URL:-http://127.0.0.1:7071}",
      description = "The deployment (default: SPILLWAY_URL, else http://127.0.0.1:7071).")
  private URI url = URI.create("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "${env:SPILLWAY_KEY}",
      description = "An operator's key (default: SPILLWAY_KEY, which no list of processes shows).")
  private @Nullable String key;

  @Option(names = "--json", description = "Print JSON, for scripts.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  Deployment deployment() {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw bad("--url must begin with http:// or https://");
    }
    return new Deployment(url, key == null || key.isBlank() ? null : key);
  }

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return spec().commandLine().getOut();
  }

  void print(JsonNode node) {
    out().println(Json.text(node));
    out().flush();
  }

  ParameterException bad(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  /** Runs a command; a call that fails is told on the error stream. */
  int run(Runnable work) {
    try {
      work.run();
      return 0;
    } catch (CallFailed e) {
      PrintWriter err = spec().commandLine().getErr();
      err.println("spillway dead-letters: " + e.problem());
      err.flush();
      return e.exitCode();
    }
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
