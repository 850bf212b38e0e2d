package io.spillway.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.http.Route;
import io.spillway.functions.http.Router;
import io.spillway.functions.operations.OpenApiDocument;
import io.spillway.ports.queue.Payload;
import io.spillway.testing.fuzz.Fuzz;
import io.spillway.testing.fuzz.Mutations;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Service with at least one object for every route, for requests at random. */
public final class FuzzedService {

  /** Users' text; no legitimate log line can contain it. */
  private static final String WRITTEN = "«secret»";

  private static final int MAX_MEBIBYTES = 64;
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final OpenApiDocument DOCUMENT = new OpenApiDocument();

  private final Mutations given;
  private final Service service = new Service();
  private final List<Route> functions = service.spillway.router().routes();
  private final List<Route> writing =
      functions.stream().filter(function -> function.method() != HttpMethod.GET).toList();
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> etags = new HashMap<>();

  public FuzzedService(Mutations given) {
    this.given = given;
    for (int i = 1; i <= 2; i++) {
      service.post("/streams/main/messages", draft("m-" + i, "fine")).is(201);
      service.post("/streams/main/messages", draft("toxic-" + i, "toxic")).is(202);
      service.post("/streams/main/events", raid("e-" + i)).is(202);
      service.eventQueue.send(Payload.of("no event " + i));
      service.deliverAll();
      service.clock.advance(Duration.ofSeconds(1));
      service
          .post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"" + WRITTEN + "\"}")
          .is(202);
      putPolicy("/policies/default", i);
      putPolicy("/policies/streams/main", i);
    }
    knowValues();
    etags.put("/violations", service.get("/violations/main~toxic-1").header("ETag"));
    etags.put("/policies", service.get("/policies/default").header("ETag"));
    etags.put(
        "/dead-letters", service.get("/dead-letters/" + known.get("deadLetterId")).header("ETag"));
  }

  private static String draft(String id, String text) {
    return "{\"author\":\"ada\",\"text\":\"" + text + "\",\"messageId\":\"" + id + "\"}";
  }

  private static String raid(String id) {
    return "{\"type\":\"raid\",\"actor\":\"ada\",\"viewers\":5000,\"eventId\":\"" + id + "\"}";
  }

  private void putPolicy(String path, int number) {
    Map<String, String> headers = new HashMap<>(Service.JSON);
    headers.put(number == 1 ? "If-None-Match" : "If-Match", number == 1 ? "*" : "\"1\"");
    String body = "{\"policy\":{\"rules\":{}},\"note\":\"" + WRITTEN + "\"}";
    service.call(HttpMethod.PUT, path, headers, body).is(200);
  }

  /** Values by the names of parameters. */
  private void knowValues() {
    known.put("streamId", "main");
    known.put("messageId", "m-1");
    known.put("violationId", "main~toxic-1");
    known.put("eventId", "e-1");
    known.put("author", "ada");
    known.put("number", "1");
    known.put("file", "app.js");
    known.put("erasureId", "none");
    known.put("deadLetterId", service.get("/dead-letters").items("deadLetterId").get(0));
    known.put("redriveId", service.get("/dead-letters/redrives").items("redriveId").get(0));
    known.put("state", "open");
    known.put("category", "harassment");
    known.put("severity", "HIGH");
    known.put("from", "2026-11-23T17:00:00Z");
    known.put("to", "2026-11-24T18:00:00Z");
    known.put("limit", "1");
    known.put("type", "raid");
    known.put("original", "true");
    known.put("maxCases", "10");
  }

  /** Any request to any route; writing routes more often. */
  public void request() {
    Route function = given.one(given.once(3) ? functions : writing);
    Map<String, String> bindings = bindings(function);
    if (given.once(4) && !bindings.isEmpty()) {
      bindings.computeIfPresent(
          given.one(List.copyOf(bindings.keySet())), (name, value) -> given.text(value));
    }
    String mediaType = mediaType(function);
    TestRequest request =
        new TestRequest(
            function.method(),
            uri(function, bindings),
            headers(function, mediaType),
            query(function),
            body(function, mediaType));
    given.show(function.operation() + bindings + request.queryParameters() + request.headers());
    given.show(request.body().orElse(""));
    Fuzz.within(MAX_MEBIBYTES, () -> checkAnswer(service.call(request)));
  }

  /** Builds the URI. Encodes each parameter, so that any text fits into a path. */
  private static URI uri(Route route, Map<String, String> bindings) {
    String path = route.path();
    for (Map.Entry<String, String> binding : bindings.entrySet()) {
      String encoded = URLEncoder.encode(binding.getValue(), UTF_8).replace("+", "%20");
      path = path.replace("{" + binding.getKey() + "}", encoded);
    }
    return URI.create("http://127.0.0.1" + Router.ROOT + "/" + path);
  }

  private void checkAnswer(Reply reply) {
    assertThat(reply.status()).as("%s", service.context.logged()).isLessThan(500);
    if (reply.status() < 400) {
      return;
    }
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.body().toString())
        .hasSizeLessThan(1 << 20)
        .doesNotContain("Exception", "java.", "io.spillway", "\tat ", "jackson");
    assertThat(reply.text("detail")).hasSizeGreaterThan(10);
    if (reply.text("type").endsWith("/invalid-input")) {
      assertThat(reply.errors()).isNotEmpty().noneMatch(String::isBlank);
    }
  }

  private Map<String, String> bindings(Route function) {
    return parameters(function, "path").stream()
        .collect(Collectors.toMap(name -> name, name -> known.getOrDefault(name, WRITTEN)));
  }

  private static List<String> parameters(Route function, String in) {
    JsonNode parameters = DOCUMENT.operation(function).path("parameters");
    return StreamSupport.stream(parameters.spliterator(), false)
        .map(DOCUMENT::resolve)
        .filter(parameter -> parameter.path("in").asText().equals(in))
        .map(parameter -> parameter.path("name").asText())
        .toList();
  }

  private Map<String, String> query(Route function) {
    Map<String, String> query = new HashMap<>();
    for (String name : parameters(function, "query")) {
      if (given.once(4)) {
        String valid = known.getOrDefault(name, WRITTEN);
        query.put(name, given.once(2) ? valid : given.text(valid));
      }
    }
    if (given.once(16)) {
      query.put(given.text(), given.text());
    }
    return query;
  }

  private static JsonNode contents(Route function) {
    return DOCUMENT.operation(function).path("requestBody").path("content");
  }

  /** Returns one of the media types in the document. */
  private String mediaType(Route function) {
    List<String> types = new ArrayList<>(List.of("application/json"));
    contents(function).fieldNames().forEachRemaining(types::add);
    return given.one(types);
  }

  private Map<String, String> headers(Route function, String mediaType) {
    Map<String, String> headers = new HashMap<>(Map.of("content-type", mediaType));
    if (given.once(12)) {
      headers.put("content-type", given.text(mediaType + "; charset=utf-8"));
    }
    if (function.path().endsWith("events") && given.once(4)) {
      for (String name :
          List.of("ce-specversion", "ce-id", "ce-source", "ce-type", "CE-StreamId")) {
        String valid = name.equals("ce-specversion") ? "1.0" : "raid";
        if (!given.once(8)) {
          headers.put(name, given.once(4) ? given.text(valid) : valid);
        }
      }
    }
    etags.forEach(
        (path, etag) -> {
          if (("/" + function.path()).startsWith(path) && !given.once(8)) {
            headers.put("If-Match", given.once(4) ? given.text(etag) : etag);
          }
        });
    for (String name : List.of("traceparent", "If-None-Match", "x-spillway-key", "Accept")) {
      if (given.once(16)) {
        headers.put(name, given.text(TRACE));
      }
    }
    return headers;
  }

  /**
   * Returns the document's example, or a mutation of it; sometimes a body where none is expected.
   */
  private Optional<String> body(Route function, String mediaType) {
    JsonNode content = contents(function).path(mediaType);
    if (content.isMissingNode()) {
      return given.once(8) ? Optional.of(given.json("{\"a\":1}")) : Optional.empty();
    }
    String written =
        content
            .path("example")
            .toString()
            .replaceAll(
                "\"(author|username|actor|text|message|note)\":\"[^\"]*\"",
                "\"$1\":\"" + WRITTEN + "\"");
    return Optional.of(given.once(6) ? written : given.json(written));
  }

  /** Returns the paged routes. */
  public List<Route> listings() {
    return functions.stream()
        .filter(function -> function.method() == HttpMethod.GET)
        // An export is recorded in the audit trail, so it changes another listing.
        .filter(function -> !function.operation().equals("ExportAuthor"))
        .filter(function -> parameters(function, "query").contains("cursor"))
        .toList();
  }

  /** Returns a page of one item. */
  public Reply list(Route listing, String cursor) {
    given.show(listing.operation() + " " + cursor);
    Map<String, String> query = new HashMap<>(required(listing));
    query.putAll(Map.of("limit", "1", "cursor", cursor));
    return get(listing, query);
  }

  /** Returns the responses of all listings without parameters. */
  public Map<String, JsonNode> everything() {
    return listings().stream()
        .collect(
            Collectors.toMap(Route::operation, listing -> get(listing, required(listing)).body()));
  }

  /** Returns the author that some listings require. */
  private static Map<String, String> required(Route listing) {
    return parameters(listing, "query").contains("author") && listing.path().startsWith("authors")
        ? Map.of("author", "ada")
        : Map.of();
  }

  private Reply get(Route function, Map<String, String> query) {
    TestRequest request =
        new TestRequest(
            HttpMethod.GET, uri(function, bindings(function)), Map.of(), query, Optional.empty());
    return service.call(request);
  }

  /** Processes all queued work, and checks that none failed and no secret was logged. */
  public void settles() {
    service.deliverAll();
    service.maintain("SettleDecisions");
    service.maintain("RecheckUnmoderated");
    service.maintain("AdvanceRedrives");
    service.maintain("EraseAuthors");
    service.deliverAll();
    assertThat(service.context.logged())
        .noneMatch(line -> line.contains(WRITTEN) || line.contains("\"failed\""));
  }
}
