package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Ids;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract test of {@link EventQueue}. Extend it and return your queue from the factory method. */
public abstract class EventQueueContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueStream();
  private EventQueue queue;

  /** {@return an empty queue for exclusive use} */
  protected abstract EventQueue newQueue();

  /** {@return the events in the latest {@link #newQueue}, as its consumer reads them} */
  protected abstract List<Published> published();

  /**
   * An event in the queue, with its trace context.
   *
   * @param event the event
   * @param traceParent the trace context; null for none
   */
  public record Published(StreamEvent event, @Nullable TraceParent traceParent) {}

  @BeforeEach
  final void openQueue() {
    queue = newQueue();
  }

  @Override
  public final EventQueue monitored() {
    return queue;
  }

  static Stream<EventDetail> everyKindOfEvent() {
    return EventDetails.ofEveryKind();
  }

  @ParameterizedTest
  @MethodSource("everyKindOfEvent")
  void an_event_of_each_type_arrives_without_loss(EventDetail detail) {
    StreamEvent event =
        event(stream, "e-1")
            .actor("Åsa \"🎮\" <script>")
            .occurredAt(Instant.parse("2026-01-01T00:00:00.000001Z"))
            .detail(detail)
            .build();

    queue.publish(event, null);

    assertThat(published()).containsExactly(new Published(event, null));
  }

  @Test
  void an_event_with_the_longest_ids_arrives() {
    StreamEvent event =
        event(Fixtures.longestStream(), "-".repeat(Ids.MAX_LENGTH)).actor("é".repeat(100)).build();

    queue.publish(event, null);

    assertThat(published()).containsExactly(new Published(event, null));
  }

  @Test
  void each_event_arrives_with_its_trace() {
    StreamEvent traced = event(stream, "e-1").build();
    StreamEvent untraced = event(stream, "e-2").build();

    queue.publish(traced, Fixtures.TRACE_PARENT);
    queue.publish(untraced, null);

    assertThat(published())
        .containsExactlyInAnyOrder(
            new Published(traced, Fixtures.TRACE_PARENT), new Published(untraced, null));
  }

  @Test
  void only_published_events_arrive() {
    assertThat(published()).isEmpty();
  }

  @Test
  void sixteen_concurrent_publishers_lose_nothing() {
    List<StreamEvent> events =
        Concurrently.call(
            i -> {
              StreamEvent event = event(stream, "e-" + i).raid(i).build();
              queue.publish(event, Fixtures.TRACE_PARENT);
              return event;
            });

    assertThat(published())
        .extracting(Published::event)
        .containsExactlyInAnyOrderElementsOf(events);
  }
}
