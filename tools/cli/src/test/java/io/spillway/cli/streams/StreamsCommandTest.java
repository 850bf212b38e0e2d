package io.spillway.cli.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams from the command line. */
@Timeout(60)
class StreamsCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";
  private static final String MESSAGE = "{\"author\":\"ada\",\"text\":\"hello\"}";

  @Test
  void streams_are_listed_by_prefix_and_page() throws Exception {
    send("POST", "/streams/chat-1/messages", MESSAGE);
    send("POST", "/streams/chat-2/messages", MESSAGE);
    send("POST", "/streams/main/messages", MESSAGE);

    assertThat(execute("streams", "list", "--prefix", "chat-")).isZero();
    assertThat(out.toString())
        .containsPattern("STREAM +LAST ACTIVITY")
        .containsPattern("chat-1 +20..-..-..T..:..:..Z")
        .contains("chat-2")
        .doesNotContain("main");
    assertThat(execute("streams", "list", "--limit", "2")).isZero();
    assertThat(err.toString()).contains("--cursor=");
    assertThat(execute("streams", "list", "--all", "--json")).isZero();
    assertThat(json().path("items")).hasSize(3);
    assertThat(execute("streams", "list", "--prefix", "a b")).isEqualTo(2);
    assertThat(err.toString()).contains("prefix must be 1 to 255 letters");
  }

  @Test
  void the_key_is_a_function_key() {
    startAgain(Map.of("SPILLWAY_FUNCTION_KEYS", "chat:" + KEY));

    assertThat(execute("streams", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("status 401", "--key or SPILLWAY_KEY");
    assertThat(execute("streams", "list", "--key", KEY)).isZero();
  }
}
