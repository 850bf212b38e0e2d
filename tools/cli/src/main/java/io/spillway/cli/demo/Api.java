package io.spillway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HTTP client of the server. */
final class Api {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_TRIES = 5;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Latencies posts = new Latencies();
  private final URI url;
  private final @Nullable String key;

  /**
   * @param key the key of each request; null if none is required
   */
  Api(URI url, @Nullable String key) {
    this.url = url;
    this.key = key;
  }

  /**
   * @param status the HTTP status, or 0 without a response
   */
  record Answer(int status, JsonNode body) {}

  /** Returns the latencies of POST requests. */
  Latencies posts() {
    return posts;
  }

  /** Sends a POST request and retries as the server asks; every post is idempotent. */
  Answer post(String path, String body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    Answer answer = new Answer(0, Json.object());
    for (int tried = 0; tried < MAX_TRIES; tried++) {
      long start = System.nanoTime();
      HttpResponse<String> response = send(request);
      if (response != null) {
        posts.add(System.nanoTime() - start);
        answer = answer(response);
        if (response.statusCode() != 503) {
          return answer;
        }
      }
      pause(Duration.ofSeconds(1));
    }
    return answer;
  }

  /**
   * Sends a GET request.
   *
   * @throws IllegalStateException for any status but 200
   */
  JsonNode get(String path) {
    return find(path).orElseThrow(() -> new IllegalStateException("GET " + path + ": not found"));
  }

  /**
   * Sends a GET request; empty for 404.
   *
   * @throws IllegalStateException for any status but 200 and 404
   */
  Optional<JsonNode> find(String path) {
    HttpResponse<String> response = send(request(path).GET().build());
    if (response == null) {
      throw new IllegalStateException("cannot connect to the server");
    }
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    if (response.statusCode() != 200) {
      throw new IllegalStateException(refusal(path, response.statusCode()));
    }
    return Optional.of(answer(response).body());
  }

  private static String refusal(String path, int status) {
    String advice =
        status == 401 || status == 403
            ? "; give a key with the roles app, moderator and operator by --key or SPILLWAY_KEY"
            : "";
    return "GET " + path + ": status " + status + advice;
  }

  /** Returns every item of a listing, page by page. */
  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String sign = path.contains("?") ? "&" : "?";
    String page = path + sign + "limit=200";
    while (true) {
      JsonNode answer = get(page);
      answer.path("items").forEach(items::add);
      if (!answer.hasNonNull("nextCursor")) {
        return items;
      }
      String cursor = answer.get("nextCursor").asText();
      page = path + sign + "limit=200&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT);
    return key == null ? request : request.header("x-spillway-key", key);
  }

  private @Nullable HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Converts a response; one without JSON gets an empty object. */
  static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(response.statusCode(), Json.readObject(response.body()));
    } catch (UnreadableJsonException e) {
      return new Answer(response.statusCode(), Json.object());
    }
  }
}
