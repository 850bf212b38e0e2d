package io.spillway.functions.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts about actors whose names the local rules withhold, over HTTP. */
class AlertNameFunctionsTest {

  private static final String NAME = "kys losers";

  private Set<Role> roles = EnumSet.allOf(Role.class);
  private final Callers callers = request -> new Caller("someone", roles);
  private final Service service = new Service(callers);

  private void donate(String actor) {
    service
        .post(
            "/streams/main/events",
            "{\"type\":\"donation\",\"actor\":\"%s\",\"amount\":\"500.00\",\"currency\":\"USD\",\"eventId\":\"e-1\"}"
                .formatted(actor))
        .is(202);
    service.deliverAll();
  }

  private JsonNode alert() {
    return service.get("/streams/main/alerts").is(200).onlyItem();
  }

  @Test
  void the_alert_names_nobody_and_the_event_is_counted_and_kept_as_sent() {
    donate(NAME);

    assertThat(alert().path("summary").asText()).isEqualTo("Someone gave 500.00 USD");
    assertThat(service.alertChannel.sent().get(0).summary()).isEqualTo("Someone gave 500.00 USD");
    assertThat(service.alertChannel.sent().get(0).actor()).isNull();
    assertThat(service.get("/streams/main/stats").body().at("/donations/USD").asText())
        .isEqualTo("500.00");
    assertThat(service.get("/streams/main/events").items("actor")).containsExactly(NAME);
  }

  @Test
  void operators_get_the_reason() {
    donate(NAME);

    assertThat(alert().at("/actorWithheld/category").asText()).isEqualTo("self-harm/instructions");
    assertThat(alert().at("/actorWithheld/policyVersion").asText()).isEqualTo("standard-1");
    assertThat(alert().has("actor")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "OPERATOR", mode = EnumSource.Mode.EXCLUDE)
  void no_other_caller_gets_the_name_or_the_reason(Role role) {
    donate(NAME);
    roles = EnumSet.of(Role.APP, role);

    assertThat(alert().toString()).doesNotContain("kys").doesNotContain("Withheld");
  }

  @Test
  void an_ordinary_actor_is_named() {
    donate("ada");

    assertThat(alert().path("summary").asText()).isEqualTo("ada gave 500.00 USD");
    assertThat(alert().path("actor").asText()).isEqualTo("ada");
  }

  @Test
  void a_streams_own_words_apply() {
    service
        .call(
            HttpMethod.PUT,
            "/policies/streams/main",
            Map.of("content-type", "application/json", "if-none-match", "*"),
            "{\"policy\":{\"words\":{\"banned\":{\"zorblax\":\"harassment\"}}}}")
        .is(200);

    donate("z0rblax");

    assertThat(alert().path("summary").asText()).isEqualTo("Someone gave 500.00 USD");
  }

  @Test
  void the_person_can_be_exported_and_erased_by_the_real_name() {
    donate(NAME);
    Reply export = service.get("/authors/export?author=kys%20losers").is(200);
    assertThat(export.items().toString())
        .contains("Someone gave 500.00 USD", "actorWithheld", NAME);

    service.clock.advance(Duration.ofSeconds(1));
    service.post("/erasures", "{\"author\":\"kys losers\"}").is(202);
    service.clock.advance(Duration.ofHours(1));
    service.maintain("EraseAuthors");

    assertThat(service.get("/streams/main/alerts").is(200).items()).isEmpty();
  }
}
