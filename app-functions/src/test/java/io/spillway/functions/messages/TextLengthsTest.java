package io.spillway.functions.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.wire.Json;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lengths of texts and names as people count them. */
class TextLengthsTest {

  private static final String FAMILY =
      "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

  private final Service service = new Service();

  private Reply say(String author, String text) {
    return service.post(
        "/streams/main/messages", Json.object().put("author", author).put("text", text).toString());
  }

  @Test
  void a_hundred_family_emoji_and_five_hundred_accented_letters_are_accepted() {
    for (String text : List.of(FAMILY.repeat(100), "e\u0301".repeat(500))) {
      Reply sent = say("ada", text).is(201);
      String path = "/streams/main/messages/" + sent.text("messageId");
      assertThat(service.get(path).text("text")).isEqualTo(text);
    }
  }

  @Test
  void a_withheld_text_of_two_thousand_code_points_can_be_reviewed() {
    String text = "toxic a" + "\u0301".repeat(1_993);
    String violation = say("ada", text).is(202).text("violationId");

    assertThat(service.get("/violations/" + violation).is(200).text("text")).isEqualTo(text);
  }

  @Test
  void the_broken_limit_is_named_with_its_field() {
    assertThat(say("ada", "a" + "\u0301".repeat(2_001)).isProblem(400, "invalid-input").errors())
        .containsExactly("text must have at most 2000 Unicode code points");
    assertThat(say("ada", "\uD83C\uDF89".repeat(501)).isProblem(400, "invalid-input").errors())
        .containsExactly("text must have at most 500 characters");
    assertThat(say("\u00e9".repeat(101), "hi").isProblem(400, "invalid-input").errors())
        .containsExactly("author must have at most 100 characters");
    assertThat(say(FAMILY.repeat(58), "hi").isProblem(400, "invalid-input").errors())
        .containsExactly("author must have at most 400 Unicode code points");
  }

  @Test
  void an_author_of_a_hundred_clusters_is_found_by_name() {
    String author = "e\u0301\u0302\u0303".repeat(100);
    String violation = say(author, "toxic").is(202).text("violationId");

    assertThat(service.get("/violations?author=" + encoded(author)).items("violationId"))
        .containsExactly(violation);
    service.get("/streams/main/authors/" + encoded(author)).is(200);
  }

  @Test
  void an_actor_of_a_hundred_clusters_may_cause_an_event() {
    String actor = "e\u0301\u0302\u0303".repeat(100);
    String body =
        Json.object().put("type", "follow").put("actor", actor).put("eventId", "e-1").toString();
    service.post("/streams/main/events", body).is(202);
    service.deliverAll();

    assertThat(service.get("/streams/main/events/e-1").body().at("/event/actor").asText())
        .isEqualTo(actor);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
