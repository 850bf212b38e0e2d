package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRoutesTest {

  @Test
  void a_literal_is_preferred_to_a_parameter() {
    HttpRoutes routes = routes("letters/{id}", "letters/groups");

    assertThat(answer(routes, "/api/letters/groups")).isEqualTo("letters/groups");
    assertThat(answer(routes, "/api/letters/7")).isEqualTo("letters/{id}");
  }

  @Test
  void where_a_literal_leads_nowhere_the_parameter_is_tried() {
    HttpRoutes routes = routes("letters/{id}/payload", "letters/groups");

    assertThat(answer(routes, "/api/letters/groups/payload")).isEqualTo("letters/{id}/payload");
  }

  @Test
  void parameters_have_the_names_that_the_function_gives_them() {
    HttpRoutes routes =
        new HttpRoutes(
            List.of(
                new FunctionCatalogue.Http(
                    function("read"), "streams/{streamId}/of/{author}", Set.of(HttpMethod.GET)),
                new FunctionCatalogue.Http(
                    function("write"), "streams/{id}/of/{name}", Set.of(HttpMethod.PUT))));
    HttpRoutes.Match match = routes.match("/api/streams/main/of/a%20b");

    assertThat(match).isNotNull();
    assertThat(match.parameters(target(match, HttpMethod.GET)))
        .isEqualTo(Map.of("streamId", "main", "author", "a b"));
    assertThat(match.parameters(target(match, HttpMethod.PUT)))
        .isEqualTo(Map.of("id", "main", "name", "a b"));
    assertThat(match.route().allowed()).isEqualTo("GET, HEAD, OPTIONS, PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/letters",
        "/api/letters/",
        "/api/letters//",
        "/api/letters/1/2",
        "/letters/1"
      })
  void what_is_no_route_is_answered_by_nobody(String path) {
    assertThat(routes("letters/{id}").match(path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters/{id", "letters/{*rest}", "letters/{id?}", "letters/a{id}"})
  void a_route_that_this_host_does_not_understand_is_refused(String route) {
    assertThatThrownBy(() -> routes(route))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(route);
  }

  private static String answer(HttpRoutes routes, String path) {
    HttpRoutes.Match match = routes.match(path);
    assertThat(match).isNotNull();
    return target(match, HttpMethod.GET).function().name();
  }

  private static HttpRoutes.Target target(HttpRoutes.Match match, HttpMethod method) {
    return Objects.requireNonNull(match.route().targets().get(method));
  }

  /** Each answered by a function with the route's name. */
  private static HttpRoutes routes(String... routes) {
    return new HttpRoutes(
        Arrays.stream(routes)
            .map(
                route -> new FunctionCatalogue.Http(function(route), route, Set.of(HttpMethod.GET)))
            .toList());
  }

  private static FunctionMethod function(String name) {
    try {
      return new FunctionMethod(
          name,
          new Object(),
          Object.class.getMethod("hashCode"),
          HttpTrigger.class,
          DurableClientContext::new);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
