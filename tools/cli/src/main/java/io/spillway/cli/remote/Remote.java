package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.terminal.TerminalWriter;
import io.spillway.wire.Json;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every command for a deployment. */
public final class Remote {

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:SPILLWAY_URL:-http://127.0.0.1:7071}",
      description = {"URL of the deployment.", "Default: SPILLWAY_URL, else http://127.0.0.1:7071"})
  private URI url = URI.create("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "${env:SPILLWAY_KEY}",
      description = "A key with the required role (prefer SPILLWAY_KEY; arguments show in `ps`).")
  private @Nullable String key;

  @Option(
      names = "--insecure",
      description = "Allow sending the key over http:// to another machine, unencrypted.")
  private boolean insecure;

  @Option(
      names = "--json",
      description = "Print JSON, for scripts; also errors, on the error stream.")
  private boolean json;

  private @Nullable PrintWriter out;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  public Deployment deployment() {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw bad("--url must begin with http:// or https://");
    }
    String given = key == null || key.isBlank() ? null : key;
    if (given != null && !insecure && !KeyTransport.isSafe(url)) {
      throw bad(
          "a key is not sent over http:// to another machine, unencrypted;"
              + " use https://, or --insecure");
    }
    return new Deployment(url, resource(), given);
  }

  public boolean json() {
    return json;
  }

  /** Returns the output for people and scripts; control characters are escaped. */
  public PrintWriter out() {
    PrintWriter made = out;
    if (made == null) {
      made = TerminalWriter.on(spec().commandLine().getOut());
      out = made;
    }
    return made;
  }

  public void print(JsonNode node) {
    out().println(Json.text(node));
    out().flush();
  }

  public ParameterException bad(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  /** Runs a command and prints a failed call to the error stream. Returns the exit code. */
  public int run(Runnable work) {
    return check(
        () -> {
          work.run();
          return true;
        });
  }

  /** Runs a command as {@link #run} does, with the exit code 1 for false. */
  public int check(BooleanSupplier work) {
    try {
      return work.getAsBoolean() ? 0 : 1;
    } catch (CallFailed e) {
      warn(json ? Json.text(e.problem()) : "spillway " + resource() + ": " + e.text());
      return e.exitCode();
    }
  }

  /** Prints a line to the error stream, which does not become part of a script's input. */
  public void warn(String line) {
    PrintWriter err = TerminalWriter.on(spec().commandLine().getErr());
    err.println(line);
    err.flush();
  }

  /** Returns the name of the command that this one is a part of, such as {@code redrives}. */
  public String group() {
    return spec().parent().name();
  }

  /** Returns the first command after {@code spillway}, which has the name of the API's resource. */
  private String resource() {
    CommandSpec at = spec();
    while (at.parent() != null && at.parent().parent() != null) {
      at = at.parent();
    }
    return at.name();
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
