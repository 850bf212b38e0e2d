package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routing by the whole path, as it was sent. */
class RouterTest {

  private final Service service = new Service();
  private final List<String> opened = new ArrayList<>();
  private final Router router =
      new Router(
          List.of(
              table("items", "items", "items/new", "items/{id}", "items/{id}/new"),
              table("items/*/parts", "items/{id}/parts", "items/{id}/parts/{part}"),
              table("others", "others/{id}")),
          Callers.local(),
          service.clock);

  private RouteTable table(String first, String... paths) {
    return RouteTable.of(
        () -> {
          opened.add(first);
          return Stream.of(paths).map(RouterTest::route).toList();
        },
        first);
  }

  private static Route route(String path) {
    return new Route(
        path,
        HttpMethod.GET,
        path,
        Role.MODERATOR,
        call ->
            new ApiResponse(
                200, "text/plain", call.route().path() + " " + call.parameters(), Map.of()));
  }

  private Reply send(HttpMethod method, String path) {
    return send(null, method, path);
  }

  private Reply send(@Nullable AuthorizationLevel level, HttpMethod method, String path) {
    URI uri = URI.create("http://127.0.0.1" + path);
    TestRequest request = new TestRequest(method, uri, Map.of(), Optional.empty());
    return Reply.of(
        router.answer(
            level,
            request,
            service.context,
            () -> {
              throw new IllegalStateException();
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/items, items {}",
    "/api/items/, items {}",
    "/API/Items/NEW, items/new {}",
    "/api/items/7, items/{id} {id=7}",
    "/api/items/7/, items/{id} {id=7}",
    "/api/items/a%2Fb, items/{id} {id=a/b}",
    "/api/items/a%252Fb, items/{id} {id=a%2Fb}",
    "/api/items/a+b%20c, items/{id} {id=a+b c}",
    "/api/items/%6Eew, items/new {}",
    "/api/items/new/new, items/{id}/new {id=new}",
    "/api/items/7?x=/items/new, items/{id} {id=7}"
  })
  void a_path_is_divided_at_its_slashes_and_then_decoded(String path, String answer) {
    assertThat(send(HttpMethod.GET, path).response().getBody()).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/",
        "/items",
        "/apix/items",
        "/api//items",
        "/api/items//",
        "/api/items//new",
        "/api/items/7/8",
        "/api/items%2F7",
        "/api/others",
        "/api/nowhere"
      })
  void an_unknown_path_is_404(String path) {
    send(HttpMethod.GET, path).isProblem(404, "not-found");
  }

  @Test
  void a_method_that_no_route_has_is_405_with_those_that_are_allowed() {
    Reply reply = send(HttpMethod.DELETE, "/api/items/7").isProblem(405, "method-not-allowed");
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void options_lists_methods_and_head_is_answered_as_get() {
    Reply options = send(HttpMethod.OPTIONS, "/api/items");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(send(HttpMethod.HEAD, "/api/items").status()).isEqualTo(200);
  }

  @Test
  void a_function_serves_routes_of_its_level_only_and_tells_of_no_others() {
    assertThat(send(AuthorizationLevel.ANONYMOUS, HttpMethod.GET, "/api/items").status())
        .isEqualTo(200);
    send(AuthorizationLevel.FUNCTION, HttpMethod.GET, "/api/items").isProblem(404, "not-found");
    send(AuthorizationLevel.FUNCTION, HttpMethod.PUT, "/api/items").isProblem(404, "not-found");
  }

  @Test
  void a_resource_is_put_together_once_and_when_it_is_asked_for() {
    assertThat(opened).isEmpty();
    send(HttpMethod.GET, "/api/items");
    send(HttpMethod.GET, "/api/items/7");
    assertThat(opened).containsExactly("items");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/items/7/parts", "/api/Items/7/PARTS/1/"})
  void a_resource_below_a_parameter_is_put_together_without_the_one_above(String path) {
    assertThat(send(HttpMethod.GET, path).status()).isEqualTo(200);
    assertThat(opened).containsExactly("items/*/parts");
  }

  @Test
  void the_log_tells_operations_apart() {
    send(HttpMethod.GET, "/api/items/7");
    assertThat(service.context.logged())
        .singleElement()
        .asString()
        .contains("\"outcome\":\"answered\"", "\"status\":200", "\"operation\":\"items/{id}\"");
  }

  @Test
  void a_table_with_a_route_that_begins_otherwise_is_refused() {
    RouteTable wrong = RouteTable.of(() -> List.of(route("items")), "others");
    assertThatIllegalStateException().isThrownBy(wrong::routes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/items", "items/", "Items", "items/{id", "items/{*rest}", ""})
  void a_path_of_other_segments_than_words_and_parameters_is_refused(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> route(path));
  }
}
