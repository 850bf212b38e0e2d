package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Selection of the platform's function for a request, by the templates in the annotations. The
 * platform takes the first match in the order of names; ASP.NET itself would take the most specific
 * one. Both must lead to a function of the right level.
 */
class HttpFunctionsTest {

  private static final Comparator<Template> BY_NAME =
      Comparator.comparing(Template::name, String.CASE_INSENSITIVE_ORDER);

  /** A parameter whose values an expression limits, ignoring case. */
  private static final Pattern CONSTRAINED = Pattern.compile("\\{\\w+:regex\\((?<regex>.+)\\)}");

  /** Words before limited parameters, and those before others and a catch-all, left to right. */
  private static final Comparator<Template> BY_PRECEDENCE =
      Comparator.comparing(
          template ->
              template.segments().stream()
                  .map(HttpFunctionsTest::rank)
                  .collect(Collectors.joining()));

  private final Service service = new Service();
  private final List<Route> routes = service.spillway.router().routes();

  private record Template(Method function, HttpTrigger trigger) {

    String name() {
      return function.getAnnotation(FunctionName.class).value();
    }

    List<String> segments() {
      return List.of(trigger.route().split("/", -1));
    }

    boolean fits(List<String> path) {
      List<String> own = segments();
      for (int i = 0; i < own.size(); i++) {
        if (own.get(i).startsWith("{*")) {
          return true;
        }
        if (i >= path.size()) {
          return own.get(i).endsWith("?}") && i == own.size() - 1;
        }
        if (!takes(own.get(i), path.get(i))) {
          return false;
        }
      }
      return own.size() == path.size();
    }
  }

  private static String rank(String segment) {
    if (!segment.startsWith("{")) {
      return "1";
    }
    return segment.startsWith("{*") ? "5" : CONSTRAINED.matcher(segment).matches() ? "2" : "3";
  }

  private static boolean takes(String segment, String given) {
    Matcher constrained = CONSTRAINED.matcher(segment);
    return constrained.matches()
        ? Pattern.compile(constrained.group("regex"), Pattern.CASE_INSENSITIVE)
            .matcher(given)
            .find()
        : segment.startsWith("{") || segment.equalsIgnoreCase(given);
  }

  private static List<Template> templates() {
    return Arrays.stream(HttpFunctions.class.getMethods())
        .filter(method -> method.isAnnotationPresent(FunctionName.class))
        .map(
            method ->
                new Template(method, method.getParameters()[0].getAnnotation(HttpTrigger.class)))
        .toList();
  }

  private static Template first(List<String> path, Comparator<Template> order) {
    return templates().stream().filter(t -> t.fits(path)).min(order).orElseThrow();
  }

  @Test
  void every_route_comes_to_a_function_of_its_level_in_either_order() {
    assertThat(routes).hasSizeGreaterThan(50);
    for (Route route : routes) {
      List<String> path = List.of(route.path().replaceAll("\\{\\w+}", "some-id").split("/", -1));
      for (Comparator<Template> order : List.of(BY_NAME, BY_PRECEDENCE)) {
        Template template = first(path, order);
        assertThat(template.trigger().authLevel())
            .as("%s by %s", route.operation(), template.name())
            .isEqualTo(route.level());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "message, HttpSeedMessage",
    "Message, HttpSeedMessage",
    "stats/main, HttpSeedStats",
    "messages, HttpUnkeyed",
    "events, HttpEvents",
    "Events, HttpEvents",
    "events/e-1, HttpUnkeyed",
    "streams, HttpStreams",
    "Streams, HttpStreams",
    "a-message, HttpUnkeyed",
    "health, HttpUnkeyed",
    "streams/s/messages/m, HttpStreams",
    "streams/s/messages/m/withhold, HttpItemActions",
    "streams/s/messages/m/Withhold, HttpItemActions",
    "streams/s/messages/m/withholding, HttpStreams",
    "streams/s/events/e/workflow, HttpItemActions",
    "streams/s/events/e/workflow/terminate, HttpItemActions",
    "streams/s/messages/m/report, HttpStreams",
    "streams/s/authors/a, HttpAuthors",
    "violations/v/appeal, HttpAppeals"
  })
  void a_path_comes_to_a_function_in_either_order(String path, String function) {
    List<String> segments = List.of(path.split("/", -1));
    assertThat(first(segments, BY_NAME).name()).isEqualTo(function);
    assertThat(first(segments, BY_PRECEDENCE).name()).isEqualTo(function);
  }

  @Test
  void no_path_belongs_to_both_levels() {
    Map<String, Set<AuthorizationLevel>> levels = new HashMap<>();
    routes.forEach(
        route -> levels.computeIfAbsent(route.path(), p -> new HashSet<>()).add(route.level()));
    assertThat(levels.values()).allMatch(found -> found.size() == 1);
  }

  @Test
  void every_route_that_asks_for_the_durable_client_comes_to_a_function_that_has_one() {
    for (String path :
        List.of(
            "streams/s/events/e",
            "streams/s/events/e/workflow/terminate",
            "dead-letters/redrive")) {
      Method function = first(List.of(path.split("/", -1)), BY_NAME).function();
      assertThat(function.getParameterTypes()).as(path).contains(DurableClientContext.class);
    }
  }

  @Test
  void every_function_takes_every_method_since_404_and_405_are_ours() {
    assertThat(templates())
        .hasSizeLessThanOrEqualTo(8)
        .allSatisfy(
            template ->
                assertThat(template.trigger().methods())
                    .containsExactlyInAnyOrder(HttpMethod.values()));
  }

  @Test
  void a_function_serves_its_own_level_only_for_any_path() {
    HttpFunctions functions = service.spillway.instance(HttpFunctions.class);
    for (Route route : routes) {
      String path = route.path().replaceAll("\\{\\w+}", "some-id");
      URI uri = URI.create("https://app.example" + Router.ROOT + "/" + path);
      TestRequest request = new TestRequest(route.method(), uri, Map.of(), Optional.empty());
      Reply keyed =
          Reply.of(functions.streams(request, service.durable.context(), service.context));
      Reply unkeyed =
          Reply.of(functions.unkeyed(request, service.durable.context(), service.context));
      boolean isKeyed = route.level() == AuthorizationLevel.FUNCTION;
      Reply refused = isKeyed ? unkeyed : keyed;
      Reply served = isKeyed ? keyed : unkeyed;
      assertThat(refused.isProblem(404, "not-found").text("detail"))
          .as(route.operation())
          .startsWith("No route");
      assertThat(served.response().getBody().toString()).doesNotContain("No route matches");
    }
  }
}
