package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.functions.operations.OpenApiDocument;
import io.spillway.wire.Codes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Roles of every route, read from the OpenAPI document. A new route fails here if it checks no
 * role, another one than documented, or has none documented.
 */
class RolesTest {

  private static final Set<String> OPEN_TO_ALL =
      Set.of(
          "GetHealth",
          "GetAsyncApi",
          "GetOpenApi",
          "GetSession",
          "GetDashboard",
          "GetDashboardFile",
          "ReceiveFromSource");
  private static final Set<String> WAYS_OF_PEOPLE = Set.of("spillwayKey", "bearer", "signIn");
  private static final OpenApiDocument DOCUMENT = new OpenApiDocument();

  private final Service service = new Service(Callers.onOneMachine(TestKeys.ACCESS));

  private List<Route> guarded() {
    List<Route> guarded =
        service.spillway.router().routes().stream()
            .filter(function -> !OPEN_TO_ALL.contains(function.operation()))
            .toList();
    assertThat(guarded).hasSizeGreaterThanOrEqualTo(15);
    return guarded;
  }

  /** Returns the documented roles: a function key for an app, three credentials for a person. */
  private static Set<Role> rolesFor(Route function) {
    Set<String> ways = new TreeSet<>();
    Set<String> roles = new TreeSet<>();
    for (JsonNode way : DOCUMENT.operation(function).path("security")) {
      way.fieldNames().forEachRemaining(ways::add);
      way.forEach(names -> names.forEach(name -> roles.add(name.asText())));
    }
    if (ways.equals(Set.of("functionKey"))) {
      return Set.of(Role.APP);
    }
    assertThat(ways).as("security of %s", function.operation()).isEqualTo(WAYS_OF_PEOPLE);
    assertThat(roles).as("role for %s", function.operation()).isNotEmpty();
    return roles.stream()
        .map(name -> Codes.parse(Role.class, name).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Reply call(Service service, Route function, Map<String, String> headers) {
    String path = ("/" + function.path()).replaceAll("\\{\\w+}", "some-id");
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(Service.JSON);
    return service.call(
        function.method(), path, all, function.method() == HttpMethod.GET ? null : "{}");
  }

  @Test
  void only_routes_without_data_and_signed_webhooks_are_public() {
    for (Route function : service.spillway.router().routes()) {
      assertThat(DOCUMENT.operation(function).path("security").isEmpty())
          .as(function.operation())
          .isEqualTo(OPEN_TO_ALL.contains(function.operation()));
    }
    service.get("/health").is(200);
    service.get("/openapi.json").is(200);
    service.get("/asyncapi.json").is(200);
  }

  @Test
  void the_table_and_the_document_name_the_same_role() {
    for (Route function : guarded()) {
      assertThat(function.roles()).as(function.operation()).isEqualTo(rolesFor(function));
    }
  }

  @Test
  void without_a_credential_every_route_answers_401_and_touches_nothing() {
    for (Route function : guarded()) {
      Reply reply = call(service, function, Map.of()).isProblem(401, "unauthenticated");
      String names =
          new TreeSet<>(rolesFor(function))
              .stream().map(Codes::code).collect(Collectors.joining(" or "));
      assertThat(reply.text("detail")).contains("role " + names);
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"spillway\"");
    }
    assertThat(service.faults.calls()).isEmpty();
  }

  static Stream<Map<String, String>> wrongCredentials() {
    String nobodys = "n".repeat(64);
    return Stream.of(
        Map.of("x-spillway-key", nobodys),
        Map.of("x-functions-key", nobodys),
        Map.of("Authorization", "Bearer " + nobodys),
        Map.of("Authorization", "Basic " + TestKeys.MODERATOR),
        Map.of("Authorization", TestKeys.MODERATOR),
        Map.of("x-spillway-key", ""),
        Map.of("x-spillway-key", TestKeys.MODERATOR + ", " + TestKeys.OPERATOR),
        Map.of("x-spillway-key", TestKeys.MODERATOR.substring(1)),
        Map.of("x-functions-key", TestKeys.MODERATOR));
  }

  @ParameterizedTest
  @MethodSource("wrongCredentials")
  void with_a_wrong_credential_every_route_answers_401(Map<String, String> headers) {
    for (Route function : guarded()) {
      Reply reply = call(service, function, headers).isProblem(401, "unauthenticated");
      assertThat(reply.header("WWW-Authenticate")).endsWith("error=\"invalid_token\"");
      assertThat(reply.body().toString()).doesNotContain(TestKeys.MODERATOR);
    }
    assertThat(service.faults.calls()).isEmpty();
    assertThat(service.context.logged()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void each_role_opens_its_own_routes_and_no_others(Role role) {
    for (Route function : guarded()) {
      Reply reply = call(service, function, TestKeys.headers(role));
      if (rolesFor(function).contains(role)) {
        assertThat(reply.status()).as(function.operation()).isNotIn(401, 403);
      } else {
        reply.isProblem(403, "forbidden");
      }
    }
  }

  @Test
  void a_moderators_name_is_on_record() {
    Caller grace = new Caller("grace", Set.of(Role.values()));
    Service service = new Service(request -> grace);
    service.post("/message", "{\"username\":\"m\",\"message\":\"toxic\",\"messageId\":\"m-1\"}");
    String etag = service.get("/violations/main~m-1").header("ETag");
    Reply decided = service.patch("/violations/main~m-1", etag, "{\"state\":\"upheld\"}").is(200);
    assertThat(decided.body().at("/audit/1/who").asText()).isEqualTo("grace");
  }
}
