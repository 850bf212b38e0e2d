package io.spillway.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import io.spillway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports of the audit trail from the command line. */
@Timeout(60)
class AuditCommandTest extends CommandsForServer {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path folder;

  private void withhold(String stream, int count) throws Exception {
    for (int i = 1; i <= count; i++) {
      String body =
          "{\"author\":\"mallory-%d\",\"text\":\"i will kill you\",\"messageId\":\"m-%d\"}";
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url()).resolve("/api/streams/" + stream + "/messages"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body.formatted(i, i)))
              .build();
      assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void every_page_is_exported_in_both_formats() throws Exception {
    withhold("main", 230);

    assertThat(execute("audit", "export", "--stream", "main")).isZero();
    assertThat(
            out.toString()
                .lines()
                .map(line -> Json.readObject(line).path("violationId").asText())
                .collect(Collectors.toSet()))
        .hasSize(230);
    assertThat(err.toString()).contains("pages exported");
    Path file = folder.resolve("audit.csv");
    assertThat(execute("audit", "export", "--format", "csv", "--output", file.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(231);
    assertThat(lines.get(0)).startsWith("at,who,action");
    assertThat(lines.subList(1, 231)).noneMatch(line -> line.startsWith("at,"));
  }

  @Test
  void each_filter_reaches_the_api() throws Exception {
    withhold("main", 1);

    assertThat(execute("audit", "export", "--action", "hold")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    for (String[] filter :
        List.of(
            new String[] {"--stream", "other"},
            new String[] {"--moderator", "carol"},
            new String[] {"--action", "uphold"},
            new String[] {"--from", "2999-01-01T00:00:00Z"},
            new String[] {"--to", "2001-01-01T00:00:00Z"})) {
      assertThat(execute("audit", "export", filter[0], filter[1])).as(filter[0]).isZero();
      assertThat(out.toString()).as(filter[0]).isEmpty();
    }
  }

  @Test
  void a_file_is_never_replaced_and_none_is_left_after_a_failure() throws Exception {
    Path there = Files.writeString(folder.resolve("there"), "mine");
    Path fresh = folder.resolve("fresh");

    assertThat(execute("audit", "export", "--output", there.toString())).isEqualTo(2);
    assertThat(there).hasContent("mine");
    assertThat(err.toString()).contains("--output cannot be written, or already exists");
    String[] wrong = {"audit", "export", "--format", "xml", "--output", fresh.toString()};
    assertThat(execute(wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("spillway audit: status 400", "format");
    assertThat(fresh).doesNotExist();
  }
}
