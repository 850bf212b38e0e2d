package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import io.spillway.functions.HttpFunction;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every route there is. Which role a route needs is read from the OpenAPI document, so a new
 * route that checks no role, another one than it announces, or announces none, fails here.
 */
class RolesTest {

  private static final Set<String> OPEN_TO_ALL =
      Set.of("GetHealth", "GetOpenApi", "GetSession", "GetDashboard", "GetDashboardFile");
  private static final Set<String> WAYS_OF_PEOPLE = Set.of("spillwayKey", "bearer", "signIn");
  private static final OpenApiDocument DOCUMENT = new OpenApiDocument();

  private final Service service = new Service(Callers.onOneMachine(TestKeys.ACCESS));

  private List<HttpFunction> guarded() {
    List<HttpFunction> guarded =
        HttpFunction.all(service.functions).stream()
            .filter(function -> !OPEN_TO_ALL.contains(function.name()))
            .toList();
    assertThat(guarded).hasSizeGreaterThanOrEqualTo(15);
    return guarded;
  }

  /** The document's word: a function key for an app, three ways in for a person. */
  private static Role roleFor(HttpFunction function) {
    Set<String> ways = new TreeSet<>();
    Set<String> roles = new TreeSet<>();
    for (JsonNode way : DOCUMENT.operation(function).path("security")) {
      way.fieldNames().forEachRemaining(ways::add);
      way.forEach(names -> names.forEach(name -> roles.add(name.asText())));
    }
    if (ways.equals(Set.of("functionKey"))) {
      return Role.APP;
    }
    assertThat(ways).as("security of %s", function.name()).isEqualTo(WAYS_OF_PEOPLE);
    assertThat(roles).as("role for %s", function.name()).hasSize(1);
    return Codes.parse(Role.class, roles.iterator().next()).orElseThrow();
  }

  private static Reply call(Service service, HttpFunction function, Map<String, String> headers) {
    String path = function.route().replaceAll("\\{\\w+}", "some-id");
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(Service.JSON);
    return service.call(
        function.method(), path, all, function.method() == HttpMethod.GET ? null : "{}");
  }

  @Test
  void only_what_holds_no_data_is_open_to_all() {
    for (HttpFunction function : HttpFunction.all(service.functions)) {
      assertThat(DOCUMENT.operation(function).path("security").isEmpty())
          .as(function.name())
          .isEqualTo(OPEN_TO_ALL.contains(function.name()));
    }
    service.get("/health").is(200);
    service.get("/openapi.json").is(200);
  }

  @Test
  void the_platform_asks_apps_for_a_function_key_and_leaves_people_to_us() {
    for (HttpFunction function : guarded()) {
      assertThat(function.trigger().authLevel())
          .as(function.name())
          .isEqualTo(
              roleFor(function) == Role.APP
                  ? AuthorizationLevel.FUNCTION
                  : AuthorizationLevel.ANONYMOUS);
    }
  }

  @Test
  void without_a_credential_every_route_answers_401_and_touches_nothing() {
    for (HttpFunction function : guarded()) {
      Reply reply = call(service, function, Map.of()).isProblem(401, "unauthenticated");
      assertThat(reply.text("detail")).contains("role " + Codes.code(roleFor(function)));
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
    for (HttpFunction function : guarded()) {
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
    for (HttpFunction function : guarded()) {
      Reply reply = call(service, function, TestKeys.headers(role));
      if (roleFor(function) == role) {
        assertThat(reply.status()).as(function.name()).isNotIn(401, 403);
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
