package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import io.spillway.functions.access.Access;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Keys;
import io.spillway.functions.access.Role;
import io.spillway.ports.Backlog;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Status of everything that open pages poll. */
class StatusFunctionsTest {

  private final Service service = new Service(Callers.onOneMachine(TestKeys.ACCESS));

  private Reply as(Role role) {
    return service.call(HttpMethod.GET, "/status", TestKeys.headers(role), null);
  }

  private void hold(String stream, String id, ViolationState... steps) {
    var builder = Fixtures.violation(stream, id).dueAt(Fixtures.NOW.plusSeconds(60));
    for (ViolationState step : steps) {
      builder.thenTo(step);
    }
    service.adapters.stores().violations().add(builder.build());
  }

  @Test
  void a_moderator_sees_what_waits_for_moderators() {
    hold("main", "m-1");
    hold("main", "m-2", ViolationState.ESCALATED);
    hold("main", "m-3", ViolationState.REPORTED);
    hold("main", "m-4", ViolationState.UPHELD);
    service.clock.advance(Duration.ofSeconds(60));

    Reply status = as(Role.MODERATOR).is(200);

    assertThat(status.body().path("moderation").toString())
        .isEqualTo(
            "{\"countedUpTo\":1000,\"pending\":3,\"overdue\":3,\"escalated\":1,\"reported\":1,\"unmoderated\":0,"
                + "\"oldestDueAt\":\"2026-11-23T18:01:00.000000Z\"}");
    assertThat(status.body().has("operations")).isFalse();
    assertThat(status.body().at("/classifier/state").asText()).isEqualTo("up");
    assertThat(status.body().path("outages")).isEmpty();
    assertThat(status.text("version")).isEqualTo("1.2.3-test");
  }

  @Test
  void more_than_a_thousand_cases_are_not_counted_further() {
    for (int i = 0; i <= Backlog.COUNTED_UP_TO; i++) {
      hold("main", "m-" + i);
    }

    Reply status = as(Role.MODERATOR).is(200);

    assertThat(status.body().at("/moderation/pending").asInt()).isEqualTo(1_000);
    assertThat(status.body().at("/moderation/countedUpTo").asInt()).isEqualTo(1_000);
  }

  @Test
  void an_empty_queue_has_no_due_time() {
    assertThat(as(Role.MODERATOR).is(200).body().at("/moderation/oldestDueAt").isNull()).isTrue();
  }

  @Test
  void a_claimed_case_counts_with_its_due_time() {
    hold("main", "m-1");
    service
        .call(HttpMethod.POST, "/violations/main~m-1/claim", TestKeys.headers(Role.MODERATOR), null)
        .is(200);

    assertThat(as(Role.MODERATOR).body().at("/moderation/oldestDueAt").asText())
        .isEqualTo("2026-11-23T18:01:00.000000Z");
  }

  @Test
  void an_operator_sees_what_waits_for_operators() {
    service.adapters.stores().deadLetters().add(Fixtures.deadLetter("main", "e-1").entry());

    Reply status = as(Role.OPERATOR).is(200);

    assertThat(status.body().path("operations").toString())
        .isEqualTo(
            "{\"countedUpTo\":1000,\"openDeadLetters\":1,\"waitingDeadLetters\":0,\"runningJobs\":0,"
                + "\"failedNotifications\":0}");
    assertThat(status.body().has("moderation")).isFalse();
  }

  @Test
  void twenty_open_pages_cost_as_one_for_five_seconds() {
    as(Role.MODERATOR).is(200);
    int once = service.faults.calls().size();
    assertThat(once).isEqualTo(6);
    hold("main", "m-1");

    for (int i = 0; i < 20; i++) {
      assertThat(as(Role.MODERATOR).body().at("/moderation/pending").asInt()).isZero();
    }

    assertThat(Collections.frequency(service.faults.calls(), "ViolationArchive.count"))
        .isEqualTo(4);
    service.clock.advance(Duration.ofSeconds(5));
    assertThat(as(Role.MODERATOR).body().at("/moderation/pending").asInt()).isOne();
  }

  @Test
  void a_part_whose_store_failed_is_missing_until_counted_again() {
    service.faults.failBefore("ViolationArchive.count", Fixtures.outage());

    assertThat(as(Role.MODERATOR).is(200).body().has("moderation")).isFalse();
    assertThat(as(Role.OPERATOR).is(200).body().has("operations")).isTrue();

    service.clock.advance(Duration.ofSeconds(5));
    assertThat(as(Role.MODERATOR).is(200).body().has("moderation")).isTrue();
  }

  @Test
  void a_key_of_one_stream_sees_counts_of_its_stream_only() {
    Keys limited = Keys.NONE.with(Role.MODERATOR, "grace[main]:" + TestKeys.MODERATOR);
    Service scoped = new Service(Callers.onOneMachine(new Access(false, limited)));
    for (String stream : new String[] {"main", "other", "another"}) {
      scoped.adapters.stores().violations().add(Fixtures.violation(stream, "m-1").build());
    }
    var key = TestKeys.headers(Role.MODERATOR);

    scoped.call(HttpMethod.GET, "/status", key, null).isProblem(403, "stream-scope");
    Reply status = scoped.call(HttpMethod.GET, "/status?streamId=main", key, null).is(200);

    assertThat(status.body().at("/moderation/pending").asInt()).isOne();
    assertThat(status.body().path("moderation").has("unmoderated")).isFalse();
  }

  @Test
  void an_unavailable_classifier_is_a_state_and_no_further_outage() {
    service.classifier.breakDown();

    Reply status = as(Role.OPERATOR).is(200);

    assertThat(status.body().at("/classifier/state").asText()).isEqualTo("down");
    assertThat(status.body().at("/outages")).isEmpty();
  }
}
