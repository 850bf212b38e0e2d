package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Moderators who see each other at cases. */
class PresenceFunctionsTest {

  private String caller = "grace";
  private final Service service =
      new Service(request -> new Caller(caller, Set.of(Role.MODERATOR)));

  private List<String> beat(String name, String body) {
    return beat(name, "/moderation/presence", body);
  }

  private List<String> beat(String name, String path, String body) {
    caller = name;
    List<String> viewers = new ArrayList<>();
    for (JsonNode viewer : put(path, body).is(200).body().path("viewers")) {
      viewers.add(viewer.path("name").asText() + " " + viewer.path("violationId").asText());
    }
    return viewers;
  }

  private Reply put(String path, String body) {
    return service.call(HttpMethod.PUT, path, Service.JSON, body);
  }

  private static String at(String id) {
    return "{\"violationId\":\"" + id + "\"}";
  }

  @Test
  void moderators_see_the_others_for_thirty_seconds() {
    assertThat(beat("grace", at("main~m-1"))).isEmpty();
    assertThat(beat("linus", at("main~m-2"))).containsExactly("grace main~m-1");
    assertThat(beat("GRACE", at("main~m-3"))).containsExactly("linus main~m-2");

    service.clock.advance(Duration.ofSeconds(29));
    assertThat(beat("grace", at("main~m-3"))).containsExactly("linus main~m-2");
    service.clock.advance(Duration.ofSeconds(1));
    assertThat(beat("grace", at("main~m-3"))).isEmpty();
  }

  @Test
  void a_moderator_at_no_case_is_not_shown() {
    beat("grace", at("main~m-1"));
    beat("grace", "{\"violationId\":null}");

    assertThat(beat("linus", "{}")).isEmpty();
  }

  @Test
  void viewers_of_one_stream_are_shown_on_request() {
    beat("grace", at("main~m-1"));
    beat("ada", at("other~m-1"));

    assertThat(beat("linus", "/moderation/presence?streamId=other", "{}"))
        .containsExactly("ada other~m-1");
    put("/moderation/presence?streamId=other", at("main~m-1")).isProblem(400, "invalid-input");
  }

  @Test
  void an_invalid_id_is_named() {
    assertThat(put("/moderation/presence", at("nonsense")).isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("violationId must be");
  }

  @Test
  void a_failed_store_shows_no_one_and_is_logged() {
    beat("grace", at("main~m-1"));
    service.faults.failBefore("PresenceStore.put", Fixtures.outage());

    assertThat(beat("linus", at("main~m-1"))).isEmpty();
    assertThat(service.context.logged().toString()).contains("failed");
  }
}
