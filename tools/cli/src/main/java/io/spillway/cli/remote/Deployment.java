package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTTP client of a deployment. Each call throws {@link CallFailed} for an unexpected response. */
public final class Deployment {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_TRIES = 5;
  private static final int MAX_PAGE = 200;

  /** Resources that need a function key, which the platform checks. */
  private static final Set<String> FOR_APPS = Set.of("streams");

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI url;
  private final String resource;
  private final String keyHeader;
  private final @Nullable String key;

  /**
   * Creates a client.
   *
   * @param url the base URL, such as {@code http://127.0.0.1:7071}
   * @param resource the path of the API below which all calls are, such as {@code dead-letters}
   * @param key a key of the required role; null if none is required
   */
  public Deployment(URI url, String resource, @Nullable String key) {
    this.url = url.getPath().endsWith("/") ? url : URI.create(url + "/");
    this.resource = "api/" + resource;
    this.keyHeader = FOR_APPS.contains(resource) ? "x-functions-key" : "x-spillway-key";
    this.key = key;
  }

  /**
   * Sends a GET request.
   *
   * @param path the path below the resource, such as {@code /groups}; may be empty
   */
  public ObjectNode get(String path, Map<String, String> query) {
    return json(send("GET", path + queryText(query), null, null));
  }

  public ObjectNode post(String path, @Nullable JsonNode body, @Nullable String etag) {
    return json(send("POST", path, body, etag));
  }

  /** Sends a POST request without a body. */
  public ObjectNode post(String path, Map<String, String> query) {
    return post(path + queryText(query), null, null);
  }

  public ObjectNode patch(String path, JsonNode body, @Nullable String etag) {
    return json(send("PATCH", path, body, etag));
  }

  /** Returns the health of the service, also a bad one, which has the status 503. */
  public ObjectNode health() {
    try {
      HttpRequest request = request("GET", "", null, null);
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 503 ? Json.readObject(response.body()) : json(response);
    } catch (IOException e) {
      throw new CallFailed("cannot connect to " + url);
    } catch (UnreadableJsonException e) {
      throw new CallFailed("status 503, without JSON");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("interrupted");
    }
  }

  /** Reads every item of a listing, page by page. */
  public void each(String path, Map<String, String> query, Consumer<JsonNode> item) {
    Map<String, String> page = new TreeMap<>(query);
    page.put("limit", Integer.toString(MAX_PAGE));
    while (true) {
      ObjectNode answer = get(path, page);
      answer.path("items").forEach(item);
      if (!answer.hasNonNull("nextCursor")) {
        return;
      }
      page.put("cursor", answer.path("nextCursor").asText());
    }
  }

  /** Reads every page of an export of text, whose next cursor is in the header Next-Cursor. */
  public void eachText(Map<String, String> query, Consumer<String> lines) {
    Map<String, String> page = new TreeMap<>(query);
    page.put("limit", Integer.toString(MAX_PAGE));
    while (true) {
      HttpResponse<String> answer = send("GET", queryText(page), null, null);
      if (answer.statusCode() != 200) {
        json(answer);
      }
      lines.accept(answer.body());
      String next = answer.headers().firstValue("Next-Cursor").orElse("");
      if (next.isEmpty()) {
        return;
      }
      page.put("cursor", next);
    }
  }

  /** Returns an encoded path segment. */
  public static String part(String id) {
    return "/" + encode(id);
  }

  private static String queryText(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable JsonNode body, @Nullable String etag) {
    return send(request(method, path, body, etag));
  }

  private HttpRequest request(
      String method, String path, @Nullable JsonNode body, @Nullable String etag) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(resource + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, publisher);
    if (key != null) {
      request.header(keyHeader, key);
    }
    if (etag != null) {
      request.header("If-Match", etag);
    }
    return request.build();
  }

  /** Sends a request and retries as the service asks; every request is idempotent. */
  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      for (int tried = 1; tried < MAX_TRIES && response.statusCode() == 503; tried++) {
        Thread.sleep(1_000L * tried);
        response = client.send(request, BodyHandlers.ofString());
      }
      return response;
    } catch (IOException e) {
      throw new CallFailed("cannot connect to " + url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("interrupted");
    }
  }

  private static ObjectNode json(HttpResponse<String> response) {
    ObjectNode body;
    try {
      body = Json.readObject(response.body());
    } catch (UnreadableJsonException e) {
      throw new CallFailed("status " + response.statusCode() + ", without JSON");
    }
    if (response.statusCode() >= 300) {
      throw CallFailed.of(response.statusCode(), body);
    }
    return body;
  }
}
