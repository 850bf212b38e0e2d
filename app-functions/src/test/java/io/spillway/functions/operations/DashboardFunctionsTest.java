package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardFunctionsTest {

  private static final int MAX_GZIPPED_BYTES = 300 * 1024;

  private final Service service = new Service(Callers.onOneMachine(TestKeys.ACCESS));

  private static List<Path> files() {
    try {
      Path folder =
          Path.of(
                  DashboardFile.class
                      .getResource("/io/spillway/functions/dashboard/index.html")
                      .toURI())
              .getParent();
      try (Stream<Path> files = Files.list(folder)) {
        return files.toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String body(Reply reply) {
    return String.valueOf(reply.response().getBody());
  }

  @Test
  void everyone_gets_the_page_and_every_file_as_it_is() throws IOException {
    assertThat(body(service.get("/dashboard").is(200))).contains("<title>Spillway</title>");
    assertThat(files()).hasSizeGreaterThan(10);
    for (Path file : files()) {
      Reply reply = service.get("/dashboard/" + file.getFileName()).is(200);
      assertThat(body(reply)).isEqualTo(Files.readString(file));
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void the_policy_lets_nothing_in_that_the_app_does_not_serve() {
    Reply reply = service.get("/dashboard");
    assertThat(reply.header("Content-Security-Policy").split("; "))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'")
        .noneMatch(directive -> directive.contains("unsafe") || directive.contains("*"));
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(body(reply))
        .doesNotContain("http", "style=", "onclick")
        .doesNotContainPattern("<script>|<style");
  }

  /** A relative path fails, because the address may or may not end in a slash. */
  @Test
  void the_page_names_its_files_below_the_root() {
    assertThat(body(service.get("/dashboard")))
        .contains("src=\"" + Router.ROOT + "/dashboard/app.js\"")
        .contains("href=\"" + Router.ROOT + "/dashboard/style.css\"");
  }

  /** Without it, a browser finds modules one import after another. */
  @Test
  void the_page_names_every_module_at_once() {
    String page = body(service.get("/dashboard"));
    assertThat(files())
        .map(file -> file.getFileName().toString())
        .filteredOn(name -> name.endsWith(".js") && !name.matches("app.js|uPlot.*"))
        .isNotEmpty()
        .allMatch(
            name ->
                page.contains(
                    "<link rel=\"modulepreload\" href=\""
                        + Router.ROOT
                        + "/dashboard/"
                        + name
                        + "\">"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s"})
  void a_current_copy_is_answered_304(String header) {
    String tag = service.get("/dashboard/app.js").header("ETag");
    Map<String, String> known = Map.of("If-None-Match", header.formatted(tag));
    Reply reply = service.call(HttpMethod.GET, "/dashboard/app.js", known, null).is(304);
    assertThat(body(reply)).isEmpty();
    assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
    Map<String, String> old = Map.of("If-None-Match", "\"old\"");
    service.call(HttpMethod.GET, "/dashboard/app.js", old, null).is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none.js", "..openapi.json", "openapi.json", "DashboardFile.class", "app", "."})
  void nothing_else_is_served(String name) {
    service.get("/dashboard/" + name).isProblem(404, "not-found");
  }

  @Test
  void a_name_leads_out_of_the_folder_by_no_trick() {
    assertThat(DashboardFile.named("../DashboardFile.class")).isEmpty();
    assertThat(DashboardFile.named("../openapi.js")).isEmpty();
    assertThat(DashboardFile.named("/index.html")).isEmpty();
  }

  @Test
  void all_of_it_is_small() throws IOException {
    int sum = 0;
    for (Path file : files()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(Files.readString(file).getBytes(UTF_8));
      }
      sum += bytes.size();
    }
    assertThat(sum).isBetween(10_000, MAX_GZIPPED_BYTES);
  }

  @Test
  void the_session_shows_identity_and_how_to_get_missing_roles() {
    Reply reply =
        service.call(HttpMethod.GET, "/session", TestKeys.headers(Role.MODERATOR), null).is(200);
    assertThat(reply.text("name")).isEqualTo("grace");
    assertThat(reply.body().path("roles").toString()).isEqualTo("[\"moderator\"]");
    assertThat(reply.body().at("/advice/operator").asText()).contains("SPILLWAY_OPERATOR_KEYS");
    assertThat(reply.body().toString()).doesNotContain(TestKeys.MODERATOR);
    assertThat(service.get("/session").is(200).text("proof")).isEqualTo("missing");
    Map<String, String> wrong = Map.of("x-spillway-key", "n".repeat(64));
    assertThat(service.call(HttpMethod.GET, "/session", wrong, null).text("proof"))
        .isEqualTo("wrong");
  }
}
