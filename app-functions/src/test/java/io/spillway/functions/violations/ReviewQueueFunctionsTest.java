package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.functions.Service;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewQueueFunctionsTest {

  private Caller caller = new Caller("grace", Set.of(Role.values()));
  private final Service service = new Service(request -> caller);

  private void send(String id, String text) {
    service.post(
        "/streams/main/messages",
        "{\"author\":\"by %2$s\",\"text\":\"%1$s\",\"messageId\":\"%2$s\"}".formatted(text, id));
    service.clock.advance(Duration.ofSeconds(1));
  }

  private List<String> ids(JsonNode items, String name) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.path(name).asText()));
    return ids;
  }

  private List<String> waiting(String query) {
    return ids(
        service.get("/violations/waiting" + query).is(200).body().path("items"), "messageId");
  }

  @Test
  void however_many_wait_the_first_due_are_on_the_page() {
    for (int i = 100; i < 350; i++) {
      send("m-" + i, "so toxic");
    }
    List<String> waiting = waiting("?limit=200");
    assertThat(waiting).hasSize(200).startsWith("m-100", "m-101").isSorted();
    assertThat(waiting("")).hasSize(50).startsWith("m-100");
    assertThat(waiting("?author=nobody")).isEmpty();
  }

  @Test
  void claimed_decided_and_own_escalated_violations_are_not_listed() {
    for (String id : List.of("m-1", "m-2", "m-3", "m-4")) {
      send(id, "so toxic");
    }
    service.post("/violations/main~m-1/claim", "{}").is(200);
    decide("m-2", "upheld");
    decide("m-3", "escalated");
    assertThat(waiting("")).containsExactly("m-4");
    caller = new Caller("linus", Set.of(Role.MODERATOR));
    assertThat(waiting("")).containsExactly("m-3", "m-4");
    service.clock.advance(Duration.ofHours(1));
    assertThat(waiting("")).containsExactly("m-1", "m-3", "m-4");
  }

  private void decide(String id, String state) {
    String path = "/violations/main~" + id;
    String etag = service.get(path).header("ETag");
    service.patch(path, etag, "{\"state\":\"" + state + "\"}").is(200);
  }

  @Test
  void the_context_has_public_messages_in_order() {
    for (int i = 0; i < 4; i++) {
      send("before-" + i, "hello " + i);
    }
    send("withheld", "so toxic too");
    send("m-1", "so toxic");
    for (int i = 0; i < 7; i++) {
      send("after-" + i, "bye " + i);
    }
    JsonNode all = service.get("/violations/main~m-1/context").is(200).body();
    assertThat(ids(all.path("before"), "messageId"))
        .containsExactly("before-0", "before-1", "before-2", "before-3");
    assertThat(ids(all.path("after"), "text"))
        .containsExactly("bye 0", "bye 1", "bye 2", "bye 3", "bye 4");
    JsonNode few = service.get("/violations/main~m-1/context?before=1&after=0").is(200).body();
    assertThat(ids(few.path("before"), "messageId")).containsExactly("before-3");
    assertThat(few.path("after")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"before=21", "after=-1", "before=x"})
  void more_than_there_may_be_is_refused_by_name_and_limit(String query) {
    send("m-1", "so toxic");
    assertThat(
            service
                .get("/violations/main~m-1/context?" + query)
                .isProblem(400, "invalid-input")
                .errors())
        .singleElement()
        .asString()
        .contains(query.substring(0, query.indexOf('=')), "0 to 20");
  }

  @Test
  void the_context_of_an_unknown_violation_is_404() {
    service.get("/violations/main~never/context").isProblem(404, "not-found");
    service.get("/violations/nonsense/context").isProblem(404, "not-found");
  }
}
