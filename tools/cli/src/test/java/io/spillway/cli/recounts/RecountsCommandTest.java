package io.spillway.cli.recounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recounts from the command line. */
@Timeout(60)
class RecountsCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";

  @Test
  void each_stream_is_counted_again_with_its_numbers_before_and_after() throws Exception {
    send("POST", "/streams/chat-1/messages", "{\"author\":\"ada\",\"text\":\"hello\"}");

    assertThat(execute("recounts", "chat-1", "unknown")).isZero();

    assertThat(out.toString())
        .containsPattern("STREAM +NUMBER +BEFORE +AFTER")
        .containsPattern("chat-1 +accepted +1 +1")
        .containsPattern("unknown +held +0 +0");
    assertThat(execute("recounts", "chat-1", "--json")).isZero();
    assertThat(json().path("items").path(0).path("after").path("accepted").asInt()).isOne();
    assertThat(execute("recounts")).isEqualTo(2);
  }

  @Test
  void the_key_is_an_operators() {
    startAgain(Map.of("SPILLWAY_OPERATOR_KEYS", "mia:" + KEY));

    assertThat(execute("recounts", "chat-1")).isEqualTo(1);
    assertThat(err.toString()).contains("status 401");
    assertThat(execute("recounts", "chat-1", "--key", KEY)).isZero();
  }
}
