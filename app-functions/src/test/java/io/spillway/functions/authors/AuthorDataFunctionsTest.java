package io.spillway.functions.authors;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers to a person's request for their data. */
class AuthorDataFunctionsTest {

  private static final String SLASH = "a/b%2F ../c";

  private final Service service = new Service();

  private void fill() {
    service.post("/message", "{\"username\":\"" + SLASH + "\",\"message\":\"hi\"}").is(201);
    service.post("/message", "{\"username\":\"" + SLASH + "\",\"message\":\"toxic\"}");
    service
        .post(
            "/streams/main/events",
            "{\"type\":\"donation\",\"eventId\":\"e-1\",\"actor\":\""
                + SLASH
                + "\",\"amount\":\"500.00\",\"currency\":\"USD\"}")
        .is(202);
    service.deliverAll();
    service
        .adapters
        .stores()
        .deadLetters()
        .add(
            Fixtures.deadLetter("main", "e-2")
                .payload(Payload.of("{\"actor\":\"a\\/b%2F ../c\"}"))
                .entry());
    service.clock.advance(Duration.ofSeconds(1));
  }

  private List<String> exportedKinds(int limit) {
    List<String> kinds = new ArrayList<>();
    String path = "/authors/export?streamId=main&author=a%2Fb%252F%20..%2Fc&limit=" + limit;
    String cursor = "";
    do {
      Reply page = service.get(path + cursor).is(200);
      page.items().forEach(line -> kinds.add(line.path("kind").asText()));
      String next = page.headerOrNull("Next-Cursor");
      cursor = next == null ? null : "&cursor=" + next;
    } while (cursor != null);
    return kinds;
  }

  @Test
  void any_name_that_can_write_can_be_exported_and_erased() {
    fill();
    assertThat(exportedKinds(50))
        .containsExactly(
            "standing", "violations", "messages", "alerts", "events", "deadLetters", "audit");

    Reply asked =
        service
            .post("/erasures", "{\"author\":\"" + SLASH + "\",\"reason\":\"asked by mail\"}")
            .is(202);
    service.maintain("EraseAuthors");
    service.clock.advance(Duration.ofMinutes(15));
    service.maintain("EraseAuthors");

    Reply done = service.get("/erasures/" + asked.text("erasureId")).is(200);
    assertThat(done.text("state")).isEqualTo("done");
    assertThat(done.body().path("done").toString())
        .isEqualTo(
            "{\"alerts\":1,\"audit\":1,\"deadLetters\":1,\"events\":1,\"histories\":1,"
                + "\"messages\":1,\"violations\":1}");
    assertThat(exportedKinds(50)).containsExactly("standing", "audit");
    assertThat(service.get("/audit?action=erase").items("note")).containsExactly("");
    service.get("/streams/main/events/e-1/workflow").is(404);
  }

  @Test
  void small_pages_have_the_same_lines() {
    fill();
    assertThat(exportedKinds(1))
        .containsExactly(
            "standing", "violations", "messages", "alerts", "events", "deadLetters", "audit");
    assertThat(service.get("/audit?action=export").items()).hasSize(1);
  }

  @Test
  void invalid_fields_are_named() {
    assertThat(service.get("/authors/export").isProblem(400, "invalid-input").errors())
        .containsExactly("author is required");
    assertThat(
            service
                .post("/erasures", "{\"author\":\" \",\"streamId\":\"!\"}")
                .isProblem(400, "invalid-input")
                .errors())
        .hasSize(2);
    service.get("/authors/export?author=a&cursor=x").is(400);
  }
}
