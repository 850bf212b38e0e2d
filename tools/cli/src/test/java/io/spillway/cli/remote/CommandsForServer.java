package io.spillway.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.Main;
import io.spillway.local.LocalServer;
import io.spillway.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Commands for a deployment against a whole server. */
public abstract class CommandsForServer {

  protected final StringWriter out = new StringWriter();
  protected final StringWriter err = new StringWriter();
  private LocalServer server;

  @BeforeEach
  public final void start() {
    server = LocalServer.onFreePort(Map.of());
  }

  @AfterEach
  public final void stop() {
    server.close();
  }

  protected final void startAgain(Map<String, String> settings) {
    server.close();
    server = LocalServer.onFreePort(settings);
  }

  protected final LocalServer server() {
    return server;
  }

  protected final String url() {
    return server.host().uri().toString();
  }

  /** Runs a command against the server. Returns its exit code. */
  protected final int execute(String... arguments) {
    return executeBare(
        Stream.concat(Stream.of(arguments), Stream.of("--url", url())).toArray(String[]::new));
  }

  /** Runs a command without an URL of its own. Returns its exit code. */
  protected final int executeBare(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /**
   * Sends a request to the server, without a command.
   *
   * @param headers names and values
   */
  protected final JsonNode send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url()).resolve("/api" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Json.readObject(answer.body());
  }

  protected final JsonNode json() {
    return Json.readObject(out.toString());
  }
}
