package io.spillway.functions.authors;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureFunctionsTest {

  private final Service service = new Service();

  private Reply erase(String path) {
    return service.call(HttpMethod.DELETE, path, Map.of(), null);
  }

  private void sweep() {
    service.maintain("EraseAuthors");
  }

  @Test
  void an_author_is_erased_in_the_background_and_the_proof_has_no_name() {
    service.post("/message", "{\"username\":\"mallory\",\"message\":\"hi\",\"messageId\":\"m-1\"}");
    service.post(
        "/message", "{\"username\":\"mallory\",\"message\":\"toxic\",\"messageId\":\"m-2\"}");
    service.clock.advance(Duration.ofSeconds(1));

    Reply asked = erase("/authors/mallory").is(202);
    String id = asked.text("erasureId");
    assertThat(asked.header("Location")).isEqualTo("/api/erasures/" + id);
    assertThat(asked.text("state")).isEqualTo("pending");
    assertThat(service.get("/streams/main/messages").items()).hasSize(1);

    sweep();
    assertThat(service.get("/streams/main/messages").items()).isEmpty();
    service.get("/violations/main~m-2").isProblem(404, "not-found");

    service.clock.advance(Duration.ofMinutes(15));
    sweep();
    Reply done = service.get("/erasures/" + id).is(200);
    assertThat(done.text("state")).isEqualTo("done");
    assertThat(done.body().path("messages").asInt()).isEqualTo(1);
    assertThat(done.body().path("violations").asInt()).isEqualTo(1);
    assertThat(done.body().toString()).doesNotContain("mallory");
  }

  @Test
  void invalid_fields_of_an_erasure_are_named() {
    assertThat(erase("/authors/mallory?streamId=!").isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("streamId");
    assertThat(erase("/authors/mallory?stream=main").isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("stream is not a known parameter");
    service.get("/erasures/unknown").isProblem(404, "not-found");
  }
}
