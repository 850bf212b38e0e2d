package io.spillway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document says what the functions do; {@link Service} holds each answer to its schemas. */
class OpenApiTest {

  private final Service service = new Service();
  private final OpenApiDocument document = new OpenApiDocument();
  private final List<HttpFunction> functions = HttpFunction.all(service.functions);

  @Test
  void the_document_is_served_as_it_is() {
    Reply reply = service.get("/openapi.json").is(200);
    assertThat(reply.body()).isEqualTo(document.json());
    assertThat(reply.text("openapi")).startsWith("3.1");
  }

  @Test
  void every_route_is_in_the_document_and_nothing_else() {
    Set<String> routes =
        functions.stream()
            .map(function -> function.method() + " " + function.route())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(document.operations()).isEqualTo(routes);
  }

  @Test
  void operations_bear_the_names_of_their_functions() {
    for (HttpFunction function : functions) {
      assertThat(document.operation(function).path("operationId").asText())
          .isEqualTo(function.name());
    }
  }

  @Test
  void path_parameters_are_those_of_the_route() {
    for (HttpFunction function : functions) {
      Set<String> announced = new TreeSet<>();
      for (JsonNode parameter : document.operation(function).path("parameters")) {
        JsonNode resolved = document.resolve(parameter);
        if (resolved.path("in").asText().equals("path")) {
          announced.add(resolved.path("name").asText());
        }
      }
      Set<String> real = new TreeSet<>();
      Matcher parameter = Pattern.compile("\\{(\\w+)}").matcher(function.route());
      while (parameter.find()) {
        real.add(parameter.group(1));
      }
      assertThat(announced).as(function.name()).isEqualTo(real);
    }
  }

  @Test
  void every_query_parameter_is_in_the_document_and_nothing_else() {
    for (HttpFunction function : functions) {
      if (function.route().contains("list") || function.name().startsWith("List")) {
        String path = function.route().replaceAll("\\{\\w+}", "main");
        String error =
            service.get(path + "?nonsense=1").isProblem(400, "invalid-input").errors().get(0);
        String known = error.substring(error.indexOf("known are ") + "known are ".length());
        Set<String> announced = new TreeSet<>();
        for (JsonNode parameter : document.operation(function).path("parameters")) {
          JsonNode resolved = document.resolve(parameter);
          if (resolved.path("in").asText().equals("query")) {
            announced.add(resolved.path("name").asText());
          }
        }
        assertThat(announced)
            .as(function.name())
            .isEqualTo(new TreeSet<>(List.of(known.split(", "))));
      }
    }
  }

  @Test
  void every_body_field_is_in_the_document() {
    for (HttpFunction function : functions) {
      JsonNode content = document.operation(function).at("/requestBody/content/application~1json");
      if (!content.isMissingNode()) {
        JsonNode properties = document.resolve(content.path("schema")).path("properties");
        StringBuilder body = new StringBuilder("{");
        properties
            .fieldNames()
            .forEachRemaining(name -> body.append('"').append(name).append("\":null,"));
        body.append("\"nonsense\":1}");
        String path = function.route().replaceAll("\\{\\w+}", "main~m");
        Reply reply =
            service.call(
                function.method(), path, java.util.Map.of("if-match", "1"), body.toString());
        assertThat(reply.isProblem(400, "invalid-input").errors())
            .as(function.name())
            .containsExactly("nonsense is unknown");
      }
    }
  }

  @Test
  void every_example_keeps_to_its_schema() {
    int[] checked = {0};
    for (JsonNode holder : document.json().findParents("example")) {
      if (holder.has("schema")) {
        assertThat(document.errors(holder.path("schema"), holder.path("example")))
            .as("%s", holder.path("example"))
            .isEmpty();
        checked[0]++;
      }
    }
    assertThat(checked[0]).isGreaterThan(20);
  }

  @Test
  void every_reference_leads_somewhere() {
    for (JsonNode holder : document.json().findParents("$ref")) {
      assertThat(document.resolve(holder).isMissingNode()).as("%s", holder).isFalse();
    }
  }
}
