package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import io.spillway.functions.entry.Caller;
import io.spillway.functions.entry.Role;
import io.spillway.wire.Codes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolesTest {

  private static final Set<String> OPEN_TO_ALL = Set.of("GetHealth", "GetOpenApi");

  private static Role roleFor(HttpFunction function) {
    if (function.route().startsWith("/violations") || function.route().startsWith("/moderation")) {
      return Role.MODERATOR;
    }
    return function.route().startsWith("/dead-letters") ? Role.OPERATOR : Role.APP;
  }

  private static Service calledBy(Role... roles) {
    Caller caller = new Caller("someone", Set.of(roles));
    return new Service(request -> caller);
  }

  private static Reply call(Service service, HttpFunction function) {
    String path = function.route().replaceAll("\\{\\w+}", "some-id");
    String body = function.method() == HttpMethod.GET ? null : "{}";
    return service.call(function.method(), path, Map.of(), body);
  }

  private static List<HttpFunction> guarded(Service service) {
    return HttpFunction.all(service.functions).stream()
        .filter(function -> !OPEN_TO_ALL.contains(function.name()))
        .toList();
  }

  @Test
  void a_stranger_is_refused_by_every_route_but_health_and_the_document() {
    Service service = calledBy();
    assertThat(guarded(service)).hasSizeGreaterThanOrEqualTo(14);
    for (HttpFunction function : guarded(service)) {
      Reply reply = call(service, function).isProblem(403, "forbidden");
      assertThat(reply.text("detail")).contains(Codes.code(roleFor(function)));
      assertThat(function.trigger().authLevel()).isEqualTo(AuthorizationLevel.FUNCTION);
    }
    assertThat(service.faults.calls()).isEmpty();
    service.get("/health").is(200);
    service.get("/openapi.json").is(200);
  }

  @ParameterizedTest
  @EnumSource
  void each_role_opens_its_own_routes_and_no_others(Role role) {
    Service service = calledBy(role);
    for (HttpFunction function : guarded(service)) {
      Reply reply = call(service, function);
      assertThat(reply.status() == 403).as(function.name()).isEqualTo(roleFor(function) != role);
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
