package io.spillway.functions.authors;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import org.junit.jupiter.api.Test;

class AuthorFunctionsTest {

  private final Service service = new Service();

  private void upheld(String id) {
    service.post(
        "/streams/main/messages",
        "{\"messageId\":\"%s\",\"author\":\"mallory\",\"text\":\"toxic %s\"}".formatted(id, id));
    String etag = service.get("/violations/main~" + id).header("ETag");
    service.patch("/violations/main~" + id, etag, "{\"state\":\"upheld\"}").is(200);
  }

  @Test
  void a_moderator_sees_an_authors_standing() {
    upheld("m-1");

    Reply author = service.get("/streams/main/authors/mallory").is(200);

    assertThat(author.body().path("strikes").asInt()).isEqualTo(1);
    assertThat(author.text("effect")).isEqualTo("none");
    assertThat(author.body().at("/recent/0/state").asText()).isEqualTo("upheld");
    assertThat(service.get("/streams/main/authors/nobody").body().path("strikes").asInt()).isZero();
  }

  @Test
  void an_appeal_reopens_and_the_moderator_who_upheld_cannot_decide() {
    upheld("m-1");

    Reply appeal =
        service
            .post("/violations/main~m-1/appeal", "{\"author\":\"mallory\",\"text\":\"no\"}")
            .is(202);

    assertThat(appeal.text("state")).isEqualTo("reopened");
    Reply violation = service.get("/violations/main~m-1");
    assertThat(violation.body().at("/audit/2/who").asText()).isEqualTo("system:appeal");
    service
        .patch("/violations/main~m-1", violation.header("ETag"), "{\"state\":\"upheld\"}")
        .is(409);
    assertThat(service.get("/streams/main/authors/mallory").body().at("/recent/0/appeals").asInt())
        .isEqualTo(1);
  }

  @Test
  void an_appeal_about_nothing_is_refused() {
    String body = "{\"author\":\"mallory\",\"text\":\"no\"}";
    service.post("/violations/main~m-9/appeal", body).isProblem(404, "not-found");
    service.post("/violations/nonsense/appeal", body).isProblem(404, "not-found");
    upheld("m-1");
    service
        .post("/violations/main~m-1/appeal", "{\"author\":\"eve\",\"text\":\"no\"}")
        .isProblem(404, "not-found");
    service.post("/violations/main~m-1/appeal", body).is(202);
    service
        .post("/violations/main~m-1/appeal", "{\"author\":\"mallory\",\"text\":\"but\"}")
        .isProblem(409, "appeal-not-allowed");
    service.post("/violations/main~m-1/appeal", "{}").isProblem(400, "invalid-input");
  }

  @Test
  void a_moderator_keeps_or_withholds_an_unmoderated_message() {
    service.classifier.breakDown();
    service.post(
        "/streams/main/messages", "{\"messageId\":\"m-1\",\"author\":\"a\",\"text\":\"one\"}");
    service.post(
        "/streams/main/messages", "{\"messageId\":\"m-2\",\"author\":\"a\",\"text\":\"two\"}");
    assertThat(service.get("/moderation/unmoderated").is(200).items("id"))
        .containsExactlyInAnyOrder("main~m-1", "main~m-2");
    assertThat(service.get("/moderation/unmoderated?limit=1").items()).hasSize(1);

    service.post("/moderation/unmoderated/main~m-1", "{\"decision\":\"keep\"}").is(200);
    service.post("/moderation/unmoderated/main~m-2", "{\"decision\":\"withhold\"}").is(200);

    assertThat(service.get("/moderation/unmoderated").items()).isEmpty();
    assertThat(service.get("/streams/main/messages").items("messageId")).containsExactly("m-1");
    assertThat(service.get("/violations/main~m-2").text("state")).isEqualTo("upheld");
    service
        .post("/moderation/unmoderated/main~m-2", "{\"decision\":\"keep\"}")
        .isProblem(404, "not-found");
    service.post("/moderation/unmoderated/main~m-2", "{}").isProblem(400, "invalid-input");
  }
}
