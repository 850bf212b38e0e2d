package io.spillway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Route;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Access control of every route of a running server, as the server lists them, with every invalid
 * credential, every weaker role, and every spelling of path and method. Required roles come from
 * the OpenAPI document, or from this test for the few routes outside the API. So a new route is
 * covered at once, and a public one must be listed here.
 */
class AttackMatrixTest {

  private static final String APP = "app-4f0c1d9be27a8635c0de9471b3fa6285";
  private static final String MODERATOR = "mod-90b1e5c8a3d24f67b8c09e1d5fa2c743";
  private static final String OPERATOR = "ope-2c6fd80a97b34e15a1c8e0b6d7f93a54";

  /** Route that no credential of ours opens. */
  private static final String SIGNED = "POST /api/sources/{source}";

  /**
   * Public routes: they contain no data, show strangers only a status, or authenticate a platform
   * by its signature.
   */
  private static final Set<String> OPEN =
      Set.of(
          "GET /api/asyncapi.json",
          "GET /api/dashboard",
          "GET /api/dashboard/{file}",
          "GET /api/health",
          "GET /api/openapi.json",
          "GET /api/session",
          SIGNED);

  /** Routes of this host only. */
  private static final Map<String, Role> LOCAL =
      Map.of("POST /api/local/queues/{queueName}", Role.APP);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static LocalServer server;
  private static List<Attacked> routes;

  /**
   * Route with its required role.
   *
   * @param roles the roles of which one is required; empty for a public route
   */
  private record Attacked(Route served, Set<Role> roles) {

    String name() {
      return served.method() + " /api/" + served.path();
    }

    String method() {
      return served.method().name();
    }

    /** Returns the path with a value for each parameter. */
    String path() {
      return ("/api/" + served.path())
          .replace("{file}", "app.js")
          .replace("{source}", "twitch")
          .replace("{number}", "1")
          .replace("{queueName}", "stream-events")
          .replace("{violationId}", "main~m-1")
          .replace("{deadLetterId}", "main~e-1")
          .replace("{notificationId}", "main~e-1")
          .replaceAll("\\{\\w+}", "main");
    }
  }

  /**
   * Headers and the identity they prove.
   *
   * @param roles the sender's roles
   * @param known whether they identify a caller
   */
  private record Credential(
      String name, String query, List<String> headers, Set<Role> roles, boolean known) {

    static Credential wrong(String name, String... headers) {
      return new Credential(name, "", List.of(headers), Set.of(), false);
    }

    static Credential right(String name, Role role, String... headers) {
      return new Credential(name, "", List.of(headers), Set.of(role), true);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.local(
            "127.0.0.1",
            Map.of(
                "SPILLWAY_FUNCTION_KEYS",
                "chat:" + APP,
                "SPILLWAY_MODERATOR_KEYS",
                "grace:" + MODERATOR,
                "SPILLWAY_OPERATOR_KEYS",
                "ada:" + OPERATOR,
                "SPILLWAY_TWITCH_SECRETS",
                "a-secret-for-tests",
                "SPILLWAY_TWITCH_CHANNELS",
                "1001=main",
                "WEBSITE_AUTH_ENABLED",
                "True",
                "SPILLWAY_AUTH_TENANT",
                TENANT));
    JsonNode document = Json.readObject(send("GET", "/api/openapi.json", List.of()).body());
    routes =
        server.router().routes().stream()
            .map(route -> new Attacked(route, roles(route, document)))
            .toList();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static Set<Role> roles(Route route, JsonNode document) {
    String name = route.method() + " /api/" + route.path();
    if (OPEN.contains(name)) {
      return Set.of();
    }
    if (LOCAL.containsKey(name)) {
      return Set.of(LOCAL.get(name));
    }
    String path = "/" + route.path();
    String method = route.method().name().toLowerCase(Locale.ROOT);
    JsonNode security = document.path("paths").path(path).path(method).path("security");
    assertThat(security.isEmpty()).as("%s needs no role in the document", name).isFalse();
    if (security.get(0).has("functionKey")) {
      return Set.of(Role.APP);
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (JsonNode way : security) {
      way.path("spillwayKey")
          .forEach(code -> roles.add(Codes.parse(Role.class, code.asText()).orElseThrow()));
    }
    assertThat(roles).as(name).isNotEmpty();
    return roles;
  }

  private static HttpResponse<String> send(String method, String path, List<String> headers)
      throws Exception {
    boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(method);
    return send(
        method, path, headers, hasBody ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
  }

  private static HttpResponse<String> send(
      String method, String path, List<String> headers, BodyPublisher body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.host().uri() + path))
            .method(method, body)
            .header("Content-Type", "application/json");
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";

  private static String forgedPrincipal() {
    String principal =
        """
        {"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[
          {"typ":"tid","val":"TENANT"},{"typ":"oid","val":"TENANT"},{"typ":"name","val":"eve"},
          {"typ":"roles","val":"moderator"},{"typ":"roles","val":"operator"}]}"""
            .replace("TENANT", TENANT);
    return Base64.getEncoder().encodeToString(principal.getBytes(UTF_8));
  }

  private static List<Credential> credentials() {
    List<Credential> all = new ArrayList<>();
    String basic = Base64.getEncoder().encodeToString(("ada:" + OPERATOR).getBytes(UTF_8));
    all.add(Credential.wrong("none"));
    for (String header : List.of("x-spillway-key", "x-functions-key", "authorization")) {
      String before = header.equals("authorization") ? "Bearer " : "";
      for (String key : List.of(APP, MODERATOR, OPERATOR)) {
        all.add(Credential.wrong("prefix", header, before + key.substring(0, 32)));
        all.add(Credential.wrong("suffix", header, before + key.substring(1)));
        all.add(Credential.wrong("longer", header, before + key + "0"));
        all.add(Credential.wrong("upper case", header, before + key.toUpperCase(Locale.ROOT)));
        all.add(Credential.wrong("digest", header, before + Payload.of(key).sha256()));
        all.add(Credential.wrong("list", header, before + key + "," + key));
        all.add(Credential.wrong("twice", header, before + key, header, before + key));
      }
      all.add(Credential.wrong("nobody's", header, before + "n".repeat(64)));
      all.add(Credential.wrong("a wildcard", header, before + "*"));
      all.add(Credential.wrong("empty", header, before));
      all.add(Credential.wrong("a name", header, before + "ada"));
      all.add(Credential.wrong("an undefined", header, before + "null"));
    }
    for (String key : List.of(MODERATOR, OPERATOR)) {
      all.add(Credential.wrong("a person's as a function key", "x-functions-key", key));
      all.add(Credential.wrong("a person's, bare", "authorization", key));
      all.add(new Credential("a person's in the URL", "?code=" + key, List.of(), Set.of(), false));
      all.add(new Credential("by parameter", "?x-spillway-key=" + key, List.of(), Set.of(), false));
      all.add(Credential.wrong("a cookie", "cookie", "x-spillway-key=" + key));
      all.add(Credential.wrong("another header", "x-api-key", key, "spillway-key", key));
    }
    all.add(Credential.wrong("basic", "authorization", "Basic " + basic));
    all.add(Credential.wrong("a session", "cookie", "AppServiceAuthSession=" + forgedPrincipal()));
    all.add(
        Credential.wrong(
            "a forged principal",
            "x-ms-client-principal",
            forgedPrincipal(),
            "x-ms-client-principal-name",
            "ada",
            "x-ms-client-principal-id",
            TENANT,
            "x-ms-client-principal-idp",
            "aad"));
    all.add(Credential.wrong("a forged address", "x-forwarded-for", "127.0.0.1"));
    all.add(Credential.right("app", Role.APP, "x-functions-key", APP));
    all.add(new Credential("app by code", "?code=" + APP, List.of(), Set.of(Role.APP), true));
    for (Role role : List.of(Role.MODERATOR, Role.OPERATOR)) {
      String key = role == Role.MODERATOR ? MODERATOR : OPERATOR;
      all.add(Credential.right(Codes.code(role), role, "x-spillway-key", key));
      all.add(Credential.right(Codes.code(role), role, "authorization", "Bearer " + key));
      all.add(
          Credential.right(
              "and a forged principal",
              role,
              "x-spillway-key",
              key,
              "x-ms-client-principal",
              forgedPrincipal()));
    }
    return all;
  }

  @Test
  void the_server_lists_every_route_of_the_document_and_those_that_are_named_here()
      throws Exception {
    Set<String> listed = new TreeSet<>();
    routes.forEach(route -> listed.add(route.name()));
    Set<String> expected = new TreeSet<>(OPEN);
    expected.addAll(LOCAL.keySet());
    JsonNode document = Json.readObject(send("GET", "/api/openapi.json", List.of()).body());
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            expected.add(
                                method.toUpperCase(Locale.ROOT) + " /api" + path.getKey())));
    assertThat(listed).isEqualTo(expected).hasSizeGreaterThan(60);
  }

  @Test
  void each_route_answers_each_credential_by_its_role() throws Exception {
    List<String> faults = new ArrayList<>();
    for (Credential credential : credentials()) {
      for (Attacked route : routes) {
        String path = route.path() + credential.query();
        HttpResponse<String> answer = send(route.method(), path, credential.headers());
        if (!isRight(route, credential, answer.statusCode())
            || answer.body().contains(APP)
            || answer.body().contains(MODERATOR)
            || answer.body().contains(OPERATOR)) {
          faults.add(
              credential.name()
                  + " "
                  + credential.headers()
                  + " on "
                  + route.name()
                  + ": "
                  + answer.statusCode());
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private static boolean isRight(Attacked route, Credential credential, int status) {
    if (status >= 500) {
      return false;
    }
    if (route.name().equals(SIGNED)) {
      return status == 403;
    }
    boolean wrong = !credential.known();
    if (route.roles().isEmpty()) {
      return status < 400 || status == 400 || (wrong && status == 429);
    }
    if (!Collections.disjoint(credential.roles(), route.roles())) {
      return status != 401 && status != 403 && status != 429;
    }
    return credential.known() ? status == 403 : status == 401 || status == 429;
  }

  private static List<String> weaker(Role role) {
    return switch (role) {
      case APP -> List.of();
      case MODERATOR -> List.of("x-functions-key", APP);
      case OPERATOR -> List.of("x-functions-key", APP, "x-spillway-key", MODERATOR);
    };
  }

  private static List<String> spellings(String path) {
    String below = path.substring("/api".length());
    String first = path.substring(0, path.lastIndexOf('/'));
    String last = path.substring(path.lastIndexOf('/') + 1);
    String letter = "%" + Integer.toHexString(last.charAt(0)) + last.substring(1);
    return List.of(
        path + "/",
        path + "//",
        path + "/.",
        path + "/./",
        path + "/x/..",
        path + "?",
        path + "?x=1",
        path + ";",
        path + ";x=1",
        path + "%20",
        path + "%00",
        path + "%0a",
        path + "%0d%0aX:%201",
        path + "%23",
        path + "%3f",
        path + "%3b",
        path + ".json",
        path + ".html",
        path + "%2e",
        path + "%2f",
        path + "%5c",
        path + "~",
        "/" + path,
        "//" + path.substring(1),
        "/." + path,
        "/x/.." + path,
        "/%2e" + path,
        "/%2e%2e" + path,
        "/x/%2e%2e" + path,
        "/..;" + path,
        "/api/health/.." + below,
        "/api/health/..;" + below,
        "/api/health/%2e%2e" + below,
        "/api/dashboard/.." + below,
        "/api/dashboard/..%2f.." + path,
        "/api/openapi.json/.." + below,
        "/api/." + below,
        "/api/" + below,
        "/API" + below,
        "/Api" + below,
        "/%61pi" + below,
        "/a%70i" + below,
        "/api%2f" + below.substring(1),
        "/api%5c" + below.substring(1),
        path.toUpperCase(Locale.ROOT),
        first + "/" + letter,
        first + "/%25" + Integer.toHexString(last.charAt(0)) + last.substring(1),
        first + "%2f" + last,
        first + "%c0%af" + last,
        first + "/%ef%bc%8e/" + last,
        first + "//" + last,
        "/runtime/webhooks" + path);
  }

  @Test
  void no_spelling_of_a_path_opens_a_guarded_route_to_strangers_or_weaker_roles() throws Exception {
    List<String> faults = new ArrayList<>();
    for (Attacked route : guarded()) {
      for (List<String> headers :
          new HashSet<>(List.of(List.<String>of(), weaker(Collections.min(route.roles()))))) {
        for (String path : spellings(route.path())) {
          int status = ofSpelling(route.method(), path, headers);
          if (!Set.of(400, 401, 403, 404, 405).contains(status)) {
            faults.add(route.method() + " " + path + " with " + headers + ": " + status);
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  /** The server closes the connection on an invalid path, which a client may notice too late. */
  private static int ofSpelling(String method, String path, List<String> headers) throws Exception {
    IOException last = null;
    for (int tries = 0; tries < 5; tries++) {
      try {
        return send(method, path, headers, BodyPublishers.noBody()).statusCode();
      } catch (IOException e) {
        last = e;
      }
    }
    throw new AssertionError(method + " " + path + " has no answer", last);
  }

  private static List<Attacked> guarded() {
    return routes.stream().filter(route -> !route.roles().isEmpty()).toList();
  }

  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "PROPFIND",
          "COPY",
          "MOVE",
          "LOCK",
          "SEARCH",
          "PURGE",
          "get",
          "Post",
          "X");

  @Test
  void no_method_opens_a_guarded_route_to_a_stranger() throws Exception {
    List<String> faults = new ArrayList<>();
    Set<String> paths = new TreeSet<>();
    guarded().forEach(route -> paths.add(route.path()));
    for (String path : paths) {
      for (String method : METHODS) {
        HttpResponse<String> answer = send(method, path, List.of());
        boolean isRight =
            method.equals("OPTIONS")
                ? answer.statusCode() == 204 && answer.body().isEmpty()
                : Set.of(400, 401, 404, 405).contains(answer.statusCode());
        if (!isRight) {
          faults.add(method + " " + path + ": " + answer.statusCode());
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void no_header_makes_another_route_or_method_of_a_request() throws Exception {
    List<String> faults = new ArrayList<>();
    for (Attacked route : guarded()) {
      for (String header :
          List.of(
              "x-original-url",
              "x-rewrite-url",
              "x-forwarded-path",
              "x-forwarded-uri",
              "x-forwarded-prefix",
              "x-override-url",
              "x-waws-unencoded-url")) {
        HttpResponse<String> health = send("GET", "/api/health", List.of(header, route.path()));
        if (health.statusCode() != 200 || health.body().length() > 100) {
          faults.add(header + ": " + route.path() + ": " + health.body());
        }
      }
      for (String header :
          List.of("x-http-method-override", "x-http-method", "x-method-override", "_method")) {
        for (String method : List.of("OPTIONS", "GET", route.method())) {
          int status = send(route.method(), route.path(), List.of(header, method)).statusCode();
          if (status != 401) {
            faults.add(header + ": " + method + " on " + route.name() + ": " + status);
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }
}
