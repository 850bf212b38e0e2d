package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import io.spillway.testkit.RangedListingContract;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract test of {@link EventLog}. Extend it and return your log from the factory method. */
public abstract class EventLogContract extends RangedListingContract<StreamEvent>
    implements MonitoredContract {

  private EventLog log;

  /** {@return the log under test; it may have events of other streams} */
  protected abstract EventLog newLog();

  /**
   * {@return a log with a limit of events; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<EventLog> newLogOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openLog() {
    log = newLog();
  }

  @Override
  public final EventLog monitored() {
    return log;
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    log.append(event(streamId, id).occurredAt(at).build());
  }

  @Override
  protected final Page<StreamEvent> list(String streamId, PageRequest page) {
    return log.list(streamId, page);
  }

  @Override
  protected final Page<StreamEvent> list(String streamId, InstantRange range, PageRequest page) {
    return log.list(streamId, range, page);
  }

  @Override
  protected final String idOf(StreamEvent event) {
    return event.eventId();
  }

  static Stream<EventDetail> everyKindOfEvent() {
    return EventDetails.ofEveryKind();
  }

  @ParameterizedTest
  @MethodSource("everyKindOfEvent")
  void an_event_of_each_type_is_stored_without_loss(EventDetail detail) {
    StreamEvent event =
        event(stream, "e-1")
            .actor("Åsa \"🎮\" <script>")
            .occurredAt(Instant.parse("2026-01-01T00:00:00.000001Z"))
            .detail(detail)
            .build();

    assertThat(log.append(event)).isTrue();

    assertThat(log.find(stream, "e-1")).contains(event);
    assertThat(log.list(stream, PageRequest.first(10)).items()).containsExactly(event);
  }

  @Test
  void events_with_ids_of_every_form_are_found() {
    String longest = Fixtures.longestStream();
    for (String id : Fixtures.foreignIds()) {
      StreamEvent event = event(longest, id).build();

      assertThat(log.append(event)).isTrue();

      assertThat(log.append(event)).isFalse();
      assertThat(log.find(longest, id)).contains(event);
    }
  }

  @Test
  void an_unknown_event_is_not_found() {
    log.append(event(stream, "e-1").build());

    assertThat(log.find(stream, "e-2")).isEmpty();
    assertThat(log.find(Fixtures.uniqueStream(), "e-1")).isEmpty();
  }

  @Test
  void an_event_is_appended_once_and_the_first_of_an_id_stays() {
    StreamEvent first = event(stream, "e-1").raid(1).build();
    log.append(first);

    assertThat(log.append(first)).isFalse();
    assertThat(log.append(event(stream, "e-1").raid(2).build())).isFalse();

    assertThat(log.find(stream, "e-1")).contains(first);
    assertThat(log.list(stream, PageRequest.first(10)).items()).containsExactly(first);
  }

  @Test
  void one_id_on_two_streams_is_two_events() {
    String another = Fixtures.uniqueStream();

    assertThat(log.append(event(stream, "e-1").build())).isTrue();
    assertThat(log.append(event(another, "e-1").build())).isTrue();
  }

  @Test
  void exactly_one_of_sixteen_concurrent_appends_of_one_id_wins() {
    assertThat(Concurrently.call(i -> log.append(event(stream, "e-1").raid(i).build())))
        .containsOnlyOnce(true);
    assertThat(ids(10)).containsExactly("e-1");
  }

  @Test
  void sixteen_concurrent_appends_of_different_events_lose_none() {
    Concurrently.call(i -> log.append(event(stream, "e-" + i).build()));

    assertThat(ids(5)).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void the_events_of_an_actor_are_listed_in_any_spelling_of_the_name() {
    String actor = Fixtures.uniqueId("a") + "-Zo\u00eb";
    String another = Fixtures.uniqueStream();
    log.append(event(stream, "x-1").actor(actor).occurredAt(Fixtures.NOW).build());
    log.append(event(stream, "x-2").actor("other").occurredAt(Fixtures.NOW).build());
    log.append(event(another, "x-3").actor(actor).occurredAt(Fixtures.NOW.plusSeconds(1)).build());

    String spelled = " " + actor.replace("\u00eb", "e\u0308\u200b");
    assertThat(Pages.all(1, page -> log.ofActor(spelled, null, page)))
        .extracting(StreamEvent::eventId)
        .containsExactly("x-3", "x-1");
    assertThat(Pages.all(1, page -> log.ofActor(spelled, stream, page)))
        .extracting(StreamEvent::eventId)
        .containsExactly("x-1");
  }

  @Test
  void events_of_an_actor_with_one_id_and_time_on_two_streams_are_listed_once_each() {
    String actor = Fixtures.uniqueId("a");
    String another = Fixtures.uniqueStream();
    log.append(event(stream, "x-1").actor(actor).occurredAt(Fixtures.NOW).build());
    log.append(event(another, "x-1").actor(actor).occurredAt(Fixtures.NOW).build());

    assertThat(Pages.all(1, page -> log.ofActor(actor, null, page)))
        .extracting(StreamEvent::streamId)
        .containsExactlyInAnyOrder(stream, another);
  }

  @Test
  void a_deleted_event_is_gone_and_its_id_is_free() {
    log.append(event(stream, "x-1").actor("ada").occurredAt(Fixtures.NOW).build());

    assertThat(log.delete(stream, "x-1")).isTrue();
    assertThat(log.delete(stream, "x-1")).isFalse();
    assertThat(log.delete(Fixtures.uniqueStream(), "x-1")).isFalse();

    assertThat(ids(10)).isEmpty();
    assertThat(log.ofActor("ada", stream, PageRequest.first(10)).items()).isEmpty();
    assertThat(log.append(event(stream, "x-1").build())).isTrue();
  }

  @Test
  void a_full_log_rejects_additions_and_keeps_its_events() {
    Optional<EventLog> small = newLogOfAtMost(1);
    assumeTrue(small.isPresent(), "this log has no limit of its own");
    StreamEvent first = event(stream, "e-1").build();
    small.get().append(first);

    var refused = Failures.of(() -> small.get().append(event(stream, "e-2").build()));

    assertThat(refused.code()).isEqualTo("events.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().append(first)).isFalse();
  }
}
