package io.spillway.functions.authors;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Restrictions, notes and the author's page over HTTP. */
class RestrictionFunctionsTest {

  private final Service service = new Service();

  private Reply send(String author, String text) {
    return service.post(
        "/streams/main/messages", "{\"author\":\"%s\",\"text\":\"%s\"}".formatted(author, text));
  }

  private Reply restrict(String more) {
    return service.post(
        "/restrictions?streamId=main", "{\"author\":\"AC/DC\",\"reason\":\"spam\"," + more + "}");
  }

  @Test
  void a_refused_author_gets_403_with_the_end() {
    restrict("\"effect\":\"refuse\",\"minutes\":60").is(200);

    Reply refused = send("AC/DC", "hello").isProblem(403, "author-restricted");

    assertThat(refused.text("until")).isEqualTo("2026-11-23T19:00:00Z");
    assertThat(refused.body().toString()).doesNotContain("local");
    service.clock.advance(Duration.ofMinutes(60));
    send("AC/DC", "hello").is(201);
  }

  @Test
  void an_author_who_is_held_is_withheld_for_a_moderator() {
    restrict("\"effect\":\"hold\",\"until\":\"2026-11-23T19:00:00Z\"").is(200);

    send("AC/DC", "hello").is(202);

    Reply violations = service.get("/violations?author=AC%2FDC").is(200);
    assertThat(violations.body().at("/items/0/verdict/reason").asText())
        .startsWith("all messages of the author are withheld: restricted by ");
  }

  @Test
  void a_slowed_author_is_told_until_when() {
    restrict("\"effect\":\"slow\",\"slowSeconds\":60,\"minutes\":60").is(200);

    Reply first = send("AC/DC", "hello").is(201);

    assertThat(first.body().at("/standing/effect").asText()).isEqualTo("slow");
    assertThat(first.body().at("/standing/until").asText())
        .isEqualTo("2026-11-23T19:00:00.000000Z");
    Reply second = send("AC/DC", "again").isProblem(429, "rate-exceeded");
    assertThat(second.header("Retry-After")).isEqualTo("60");
  }

  @Test
  void restrictions_are_listed_shown_in_the_standing_and_lifted() {
    restrict("\"effect\":\"hold\",\"until\":\"2026-11-23T19:00:00Z\"").is(200);
    service.clock.advance(Duration.ofSeconds(1));
    service
        .post(
            "/restrictions",
            "{\"author\":\"AC/DC\",\"effect\":\"slow\",\"minutes\":5,\"reason\":\"spam\"}")
        .is(200);

    assertThat(service.get("/restrictions?author=AC%2FDC").is(200).items("effect"))
        .containsExactly("slow", "hold");
    assertThat(service.get("/restrictions?streamId=main").items("effect")).containsExactly("hold");
    Reply standing = service.get("/streams/main/authors?author=AC%2FDC").is(200);
    assertThat(standing.text("effect")).isEqualTo("hold");
    assertThat(standing.body().at("/restriction/until").asText())
        .isEqualTo("2026-11-23T19:00:00.000000Z");

    service.post("/restrictions/lift?streamId=main", "{\"author\":\"AC/DC\"}").is(200);
    service
        .post("/restrictions/lift?streamId=main", "{\"author\":\"AC/DC\"}")
        .isProblem(404, "not-found");
    assertThat(service.get("/streams/main/authors?author=AC%2FDC").text("effect"))
        .isEqualTo("slow");
    assertThat(service.get("/audit?action=restrict").is(200).response().getBody().toString())
        .contains("\"author\":\"AC/DC\"", "\"reason\":\"spam\"", "hold until");
  }

  @Test
  void bad_fields_of_a_restriction_are_named() {
    assertThat(
            restrict("\"effect\":\"ban\",\"minutes\":0").isProblem(400, "invalid-input").errors())
        .containsExactly("effect must be slow, hold or refuse", "minutes must be 1 to 525600");
    assertThat(
            restrict("\"effect\":\"hold\",\"minutes\":1,\"until\":\"2026-11-23T19:00:00Z\"")
                .isProblem(400, "invalid-input")
                .errors())
        .containsExactly("minutes must not be given together with until");
    assertThat(restrict("\"effect\":\"hold\"").isProblem(400, "invalid-input").errors())
        .containsExactly("until is required");
  }

  @Test
  void the_author_s_page_has_everything_about_any_name() {
    send("AC/DC", "hello").is(201);
    send("AC/DC", "toxic").is(202);
    restrict("\"effect\":\"slow\",\"minutes\":60").is(200);
    service.post("/authors/notes", "{\"author\":\"AC/DC\",\"text\":\"warned twice\"}").is(201);
    String message = service.get("/streams/main/messages").body().at("/items/0/messageId").asText();
    service
        .post(
            "/streams/main/messages/" + message + "/report",
            "{\"reporter\":\"bo\",\"reason\":\"spam\"}")
        .is(202);

    Reply page = service.get("/authors?author=%20AC%2FDC&streamId=main").is(200);

    assertThat(page.body().at("/messages/items/0/text").asText()).isEqualTo("hello");
    assertThat(page.body().at("/violations/items").size()).isEqualTo(2);
    assertThat(page.body().at("/standing/effect").asText()).isEqualTo("slow");
    assertThat(page.body().at("/restrictions/items/0/effect").asText()).isEqualTo("slow");
    assertThat(page.body().at("/reports/items/0/reporter").asText()).isEqualTo("bo");
    assertThat(page.body().at("/notes/items/0/text").asText()).isEqualTo("warned twice");
    assertThat(service.get("/authors?author=bo").body().at("/reportsMade/items").size()).isOne();
    assertThat(service.get("/authors/messages?author=AC%2FDC").items("text"))
        .containsExactly("hello");
    assertThat(service.get("/authors/notes?author=AC%2FDC").items("text"))
        .containsExactly("warned twice");
    assertThat(service.get("/authors/reports?reporter=bo").items("author"))
        .containsExactly("AC/DC");
    assertThat(service.get("/authors").isProblem(400, "invalid-input").errors())
        .containsExactly("author is required");
  }
}
