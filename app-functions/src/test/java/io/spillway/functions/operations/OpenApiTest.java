package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.http.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Consistency of the OpenAPI document with the functions; {@link Service} checks each response
 * against its schemas.
 */
class OpenApiTest {

  private final Service service = new Service();
  private final OpenApiDocument document = new OpenApiDocument();
  private final List<Route> functions = service.spillway.router().routes();

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
            .map(function -> function.method() + " " + ("/" + function.path()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(document.operations()).isEqualTo(routes);
  }

  @Test
  void operations_bear_the_names_of_their_functions() {
    for (Route function : functions) {
      assertThat(document.operation(function).path("operationId").asText())
          .isEqualTo(function.operation());
    }
  }

  @Test
  void path_parameters_are_those_of_the_route() {
    for (Route function : functions) {
      Set<String> announced = new TreeSet<>();
      for (JsonNode parameter : document.operation(function).path("parameters")) {
        JsonNode resolved = document.resolve(parameter);
        if (resolved.path("in").asText().equals("path")) {
          announced.add(resolved.path("name").asText());
        }
      }
      Set<String> real = new TreeSet<>();
      Matcher parameter = Pattern.compile("\\{(\\w+)}").matcher(("/" + function.path()));
      while (parameter.find()) {
        real.add(parameter.group(1));
      }
      assertThat(announced).as(function.operation()).isEqualTo(real);
    }
  }

  @Test
  void every_query_parameter_is_in_the_document_and_nothing_else() {
    for (Route function : functions) {
      if (("/" + function.path()).contains("list") || function.operation().startsWith("List")) {
        String path = ("/" + function.path()).replaceAll("\\{\\w+}", "main");
        String error =
            service.get(path + "?nonsense=1").isProblem(400, "invalid-input").errors().stream()
                .filter(text -> text.startsWith("nonsense"))
                .findFirst()
                .orElseThrow();
        String known = error.substring(error.indexOf("known are ") + "known are ".length());
        Set<String> announced = new TreeSet<>();
        for (JsonNode parameter : document.operation(function).path("parameters")) {
          JsonNode resolved = document.resolve(parameter);
          if (resolved.path("in").asText().equals("query")) {
            announced.add(resolved.path("name").asText());
          }
        }
        assertThat(announced)
            .as(function.operation())
            .isEqualTo(new TreeSet<>(List.of(known.split(", "))));
      }
    }
  }

  @Test
  void every_body_field_is_in_the_document() {
    for (Route function : functions) {
      JsonNode content = document.operation(function).at("/requestBody/content/application~1json");
      if (!content.isMissingNode()) {
        JsonNode properties = document.resolve(content.path("schema")).path("properties");
        StringBuilder body = new StringBuilder("{");
        properties
            .fieldNames()
            .forEachRemaining(name -> body.append('"').append(name).append("\":null,"));
        body.append("\"nonsense\":1}");
        String path = ("/" + function.path()).replaceAll("\\{\\w+}", "main~m");
        Reply reply =
            service.call(
                function.method(),
                path,
                Map.of("if-match", "1", "content-type", "application/json"),
                body.toString());
        assertThat(reply.isProblem(400, "invalid-input").errors())
            .as(function.operation())
            .containsExactly("nonsense is not a known field");
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

  @Test
  void the_document_is_cached_and_compressed_for_clients_with_gzip() throws IOException {
    Reply whole = service.get("/openapi.json").is(200);
    Map<String, String> known = Map.of("If-None-Match", whole.header("ETag"));
    assertThat(service.call(HttpMethod.GET, "/openapi.json", known, null).status()).isEqualTo(304);

    Map<String, String> takesGzip = Map.of("Accept-Encoding", "br, gzip");
    Reply zipped = service.call(HttpMethod.GET, "/openapi.json", takesGzip, null).is(200);
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(zipped.header("ETag")).isNotEqualTo(whole.header("ETag"));
    byte[] bytes = (byte[]) zipped.response().getBody();
    assertThat(bytes).hasSizeLessThan(50_000);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(whole.response().getBody());
    }
    Map<String, String> both =
        Map.of("Accept-Encoding", "gzip", "If-None-Match", zipped.header("ETag"));
    assertThat(service.call(HttpMethod.GET, "/openapi.json", both, null).status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "gzip; q=0.0", "", "xgzip"})
  void a_client_without_gzip_gets_the_text(String coding) {
    Map<String, String> headers = Map.of("accept-encoding", coding);
    Reply reply = service.call(HttpMethod.GET, "/openapi.json", headers, null).is(200);
    assertThat(reply.response().getBody()).isInstanceOf(String.class);
  }
}
