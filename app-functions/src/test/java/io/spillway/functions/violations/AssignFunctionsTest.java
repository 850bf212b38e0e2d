package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases that moderators hand over. */
class AssignFunctionsTest {

  private final Service service =
      new Service(request -> new Caller("grace", Set.of(Role.values())));

  @BeforeEach
  void hold() {
    for (int i = 0; i < 2; i++) {
      service
          .post(
              "/streams/main/messages",
              "{\"author\":\"ada\",\"text\":\"toxic\",\"messageId\":\"m-%d\"}".formatted(i))
          .is(202);
    }
  }

  private Reply assign(String id, String body) {
    String etag = service.get("/violations/main~" + id).header("ETag");
    Map<String, String> headers = new HashMap<>(Service.JSON);
    headers.put("If-Match", etag);
    return service.call(HttpMethod.POST, "/violations/main~" + id + "/assign", headers, body);
  }

  @Test
  void a_case_is_assigned_filtered_and_in_the_audit_trail() {
    Reply assigned = assign("m-0", "{\"to\":\"linus\",\"note\":\"yours\"}").is(200);
    assign("m-1", "{\"to\":\"grace\"}").is(200);

    assertThat(assigned.text("assignee")).isEqualTo("linus");
    assertThat(assigned.header("ETag")).isEqualTo(assigned.text("etag"));
    assertThat(service.get("/violations?assignee=linus").items("messageId")).containsExactly("m-0");
    assertThat(service.get("/violations/waiting?assignee=me").items("messageId"))
        .containsExactly("m-1");
    Reply trail = service.get("/violations/main~m-0/audit").is(200);
    assertThat(trail.items("action")).containsExactly("hold", "assign");
    assertThat(trail.items("assignee")).containsExactly("", "linus");
    assertThat(service.get("/audit?action=assign").items("assignee"))
        .containsExactlyInAnyOrder("linus", "grace");
  }

  @Test
  void null_takes_the_assignment_away_and_a_missing_name_is_named() {
    assign("m-0", "{\"to\":\"linus\"}").is(200);

    assertThat(assign("m-0", "{\"to\":null}").is(200).body().has("assignee")).isFalse();
    assertThat(assign("m-0", "{}").errors())
        .containsExactly("to is required; null takes the assignment away");
    assertThat(assign("m-0", "{\"to\":\"  \"}").isProblem(400, "invalid-input").errors())
        .singleElement()
        .asString()
        .startsWith("to ");
  }

  @Test
  void an_excluded_moderator_is_refused_and_so_is_a_decided_case() {
    String etag = service.get("/violations/main~m-0").header("ETag");
    service.patch("/violations/main~m-0", etag, "{\"state\":\"escalated\"}").is(200);
    assertThat(assign("m-0", "{\"to\":\"Grace\"}").isProblem(400, "invalid-input").errors())
        .containsExactly("to must be a moderator who may decide this case");

    String other = service.get("/violations/main~m-1").header("ETag");
    service.patch("/violations/main~m-1", other, "{\"state\":\"upheld\"}").is(200);
    assign("m-1", "{\"to\":\"linus\"}").isProblem(409, "step-not-allowed");
    service
        .call(HttpMethod.POST, "/violations/main~m-1/assign", Service.JSON, "{\"to\":\"linus\"}")
        .is(428);
  }

  @Test
  void a_bulk_decision_can_be_of_own_cases() {
    assign("m-1", "{\"to\":\"grace\"}").is(200);
    service.clock.advance(Duration.ofSeconds(1));

    Reply preview =
        service.post("/violations/bulk/preview?assignee=me", "{\"state\":\"upheld\"}").is(200);

    assertThat(preview.body().path("count").asInt()).isOne();
  }
}
