package io.spillway.functions.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages by authors whose names the local rules withhold, over HTTP. */
class AuthorNameFunctionsTest {

  private static final String PATH = "/streams/main/messages";

  private final Service service = new Service();

  private void ban(String word, String more) {
    service
        .call(
            HttpMethod.PUT,
            "/policies/streams/main",
            Map.of("content-type", "application/json", "if-none-match", "*"),
            "{\"policy\":{\"words\":{\"banned\":{\"" + word + "\":\"harassment\"}}" + more + "}}")
        .is(200);
  }

  private static String message(String id, String author) {
    return "{\"author\":\"%s\",\"text\":\"hello\",\"messageId\":\"%s\"}".formatted(author, id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"i will kill you", "kys losers", "https://evil.com join now"})
  void such_a_message_is_refused_with_a_stable_type_and_without_the_name(String author) {
    Reply refused =
        service.post(PATH, message("m-1", author)).isProblem(400, "author-name-refused");

    assertThat(refused.text("category")).isNotEmpty();
    assertThat(refused.body().at("/errors/0/field").asText()).isEqualTo("author");
    assertThat(refused.body().toString()).doesNotContain(author);
    service.get(PATH + "/m-1").isProblem(404, "not-found");
    assertThat(service.get("/violations").items()).isEmpty();
  }

  @Test
  void the_first_route_for_messages_refuses_them_too() {
    service
        .post("/message", "{\"username\":\"kys losers\",\"message\":\"hello\"}")
        .isProblem(400, "author-name-refused");
  }

  @Test
  void an_exempt_author_or_role_is_accepted() {
    ban("zorblax", ",\"exempt\":{\"authors\":[\"Zorblax\"],\"roles\":[\"moderator\"]}");

    service.post(PATH, message("m-1", "Zorblax")).is(201);
    service
        .post(PATH, "{\"author\":\"the zorblax\",\"text\":\"hi\",\"roles\":[\"moderator\"]}")
        .is(201);
    service.post(PATH, message("m-2", "the zorblax")).isProblem(400, "author-name-refused");
  }

  @Test
  void a_retry_of_a_message_accepted_before_is_answered_as_before() {
    Reply first = service.post(PATH, message("m-1", "zorblax")).is(201);
    ban("zorblax", "");

    assertThat(service.post(PATH, message("m-1", "zorblax")).is(201).body())
        .isEqualTo(first.body());
    service.post(PATH, message("m-2", "zorblax")).isProblem(400, "author-name-refused");
  }
}
