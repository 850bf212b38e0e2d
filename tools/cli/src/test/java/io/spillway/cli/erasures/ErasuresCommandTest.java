package io.spillway.cli.erasures;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Erasures from the command line. */
@Timeout(60)
class ErasuresCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";

  @Test
  void an_erasure_is_requested_and_shown_without_the_name() {
    assertThat(execute("erasures", "request", "mallory", "--reason", "request 17", "--yes"))
        .isZero();
    assertThat(out.toString())
        .containsPattern("Erasure +\\S+")
        .containsPattern("State +pending|State +done")
        .containsPattern("Stream +all")
        .containsPattern("By +local")
        .doesNotContain("mallory");
    assertThat(
            execute(
                "erasures",
                "request",
                "mallory",
                "--stream",
                "main",
                "--reason",
                "request 18",
                "--yes",
                "--json"))
        .isZero();
    String id = json().path("erasureId").asText();

    assertThat(execute("erasures", "show", id)).isZero();
    assertThat(out.toString()).containsPattern("Erasure +" + id).containsPattern("Stream +main");
  }

  @Test
  void an_erasure_needs_a_confirmation_a_reason_and_an_operators_key() {
    assertThat(execute("erasures", "request", "mallory", "--reason", "request 17")).isEqualTo(2);
    assertThat(err.toString()).contains("--yes is required, because an erasure is permanent");
    assertThat(execute("erasures", "request", "mallory", "--yes")).isEqualTo(2);
    assertThat(execute("erasures", "request", " ", "--reason", "x", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("author must not be blank");
    assertThat(execute("erasures", "show", "nope")).isEqualTo(1);
    assertThat(err.toString()).contains("spillway erasures: status 404");

    startAgain(Map.of("SPILLWAY_MODERATOR_KEYS", "ada:" + KEY));
    assertThat(execute("erasures", "show", "nope", "--key", KEY)).isEqualTo(1);
    assertThat(err.toString()).contains("status 403", "role operator");
  }
}
