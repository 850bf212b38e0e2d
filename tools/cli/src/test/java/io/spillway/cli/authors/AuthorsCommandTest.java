package io.spillway.cli.authors;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authors from the command line. */
@Timeout(60)
class AuthorsCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";

  private void say(String stream, String id, String text) throws Exception {
    send(
        "POST",
        "/streams/" + stream + "/messages",
        "{\"author\":\"Zo\u00eb M\",\"text\":\"%s\",\"messageId\":\"%s\"}".formatted(text, id));
  }

  @Test
  void an_author_is_shown_with_standing_restrictions_numbers_and_notes() throws Exception {
    say("main", "m-1", "hello");
    say("other", "m-2", "hi");
    say("main", "m-3", "i will kill you");
    execute("violations", "uphold", "main~m-3", "--reason", "harassment");
    send(
        "POST",
        "/restrictions?streamId=main",
        "{\"author\":\"Zo\u00eb M\",\"effect\":\"refuse\",\"minutes\":60,\"reason\":\"spam\","
            + "\"note\":\"third time\"}");
    send("POST", "/authors/notes", "{\"author\":\"Zo\u00eb M\",\"text\":\"warned twice\"}");

    assertThat(execute("authors", "show", "Zo\u00eb M", "--stream", "main")).isZero();
    assertThat(out.toString())
        .containsPattern("Author +Zo\u00eb M")
        .containsPattern("Stream +main")
        .containsPattern("Standing +\\S+, strikes: 1")
        .containsPattern("Messages +1")
        .containsPattern("Violations +1")
        .containsPattern("Restriction +refuse on main until \\S+ by local, spam: third time")
        .containsPattern("Note +\\S+ by local: warned twice")
        .doesNotContain("hello", "kill");
    assertThat(execute("authors", "show", "Zo\u00eb M")).isZero();
    assertThat(out.toString())
        .containsPattern("Stream +all")
        .containsPattern("Messages +2")
        .doesNotContain("Standing");
    assertThat(execute("authors", "show", "Zo\u00eb M", "--json")).isZero();
    assertThat(json().at("/messages/items")).hasSize(2);
  }

  @Test
  void the_messages_of_an_author_are_listed_by_stream_time_and_page() throws Exception {
    say("main", "m-1", "hello");
    say("other", "m-2", "hi");

    assertThat(execute("authors", "messages", "Zo\u00eb M", "--stream", "main")).isZero();
    assertThat(out.toString())
        .containsPattern("m-1 +main +\\S+ +allowed +hello")
        .doesNotContain("m-2");
    assertThat(execute("authors", "messages", "Zo\u00eb M", "--limit", "1")).isZero();
    assertThat(err.toString()).contains("--cursor=");
    assertThat(
            execute(
                "authors", "messages", "Zo\u00eb M", "--json", "--from", "2999-01-01T00:00:00Z"))
        .isZero();
    assertThat(json().path("items")).isEmpty();
    assertThat(execute("authors", "messages", "Zo\u00eb M", "--to", "noon")).isEqualTo(2);
    assertThat(err.toString()).contains("to must be an ISO 8601 time");
  }

  @Test
  void a_moderators_key_is_required() {
    startAgain(Map.of("SPILLWAY_OPERATOR_KEYS", "ops:" + KEY));

    assertThat(execute("authors", "show", "ada")).isEqualTo(1);
    assertThat(err.toString()).contains("spillway authors: status 401");
    assertThat(execute("authors", "show", "ada", "--key", KEY)).isEqualTo(1);
    assertThat(err.toString()).contains("status 403", "role moderator");
    assertThat(execute("authors", "show")).isEqualTo(2);
  }
}
