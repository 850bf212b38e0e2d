package io.spillway.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.stream.StreamActivity;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Pages;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamActivityLogTest {

  private final SettableClock clock = new SettableClock();
  private final Faults faults = new Faults();
  private final StreamDirectory stored = InMemoryStores.create().streams();
  private final StreamDirectory directory = faults.wrap(StreamDirectory.class, stored);
  private final StreamActivityLog log = new StreamActivityLog(directory, clock);

  private List<StreamActivity> streams() {
    return stored.list(null, PageRequest.first(10)).items();
  }

  @Test
  void a_busy_stream_costs_one_write_an_hour() {
    Instant first = clock.instant();
    log.record("main");
    clock.advance(StreamActivityLog.INTERVAL.minusNanos(1_000));
    log.record("main");
    assertThat(streams()).containsExactly(new StreamActivity("main", first));

    clock.advance(Duration.ofNanos(1_000));
    log.record("main");

    assertThat(streams()).containsExactly(new StreamActivity("main", clock.instant()));
  }

  @Test
  void each_stream_is_recorded_for_itself() {
    log.record("main");
    clock.advance(Duration.ofSeconds(1));
    log.record("other");

    assertThat(streams()).extracting(StreamActivity::streamId).containsExactly("other", "main");
  }

  @Test
  void a_failure_is_no_error_and_is_retried_a_minute_later() {
    faults.outage("StreamDirectory.put", Failure.transientFailure("streams.unavailable", ""));
    log.record("main");
    faults.mend();
    clock.advance(StreamActivityLog.RETRY.minusNanos(1_000));
    log.record("main");
    assertThat(streams()).isEmpty();

    clock.advance(Duration.ofNanos(1_000));
    log.record("main");

    assertThat(streams()).extracting(StreamActivity::streamId).containsExactly("main");
  }

  @Test
  void a_write_beside_a_message_that_was_not_stored_is_left_out_and_due_again() {
    List<Runnable> background = new ArrayList<>();
    log.begin("main", background::add).cancel();
    background.forEach(Runnable::run);
    assertThat(streams()).isEmpty();

    log.begin("main", background::add).finish();

    assertThat(streams()).extracting(StreamActivity::streamId).containsExactly("main");
  }

  @Test
  void a_write_beside_a_message_begins_in_the_background_once_an_hour() {
    List<Runnable> background = new ArrayList<>();
    StreamActivityLog.Recording first = log.begin("main", background::add);
    log.begin("main", background::add).finish();
    assertThat(background).hasSize(1);
    assertThat(streams()).isEmpty();

    background.get(0).run();
    first.finish();

    assertThat(streams()).extracting(StreamActivity::streamId).containsExactly("main");
  }

  @Test
  void memory_is_bounded_and_a_forgotten_stream_is_recorded_again() {
    log.record("main");
    clock.advance(Duration.ofSeconds(1));
    for (int i = 0; i < StreamActivityLog.MAX_STREAMS; i++) {
      log.record("stream-" + i);
    }

    log.record("main");

    assertThat(Pages.all(10, page -> stored.list("main", page)))
        .containsExactly(new StreamActivity("main", clock.instant()));
  }

  @Test
  void stores_without_a_directory_record_nothing() {
    StreamActivityLog.of(new Stores() {}, clock).record("main");

    assertThat(streams()).isEmpty();
  }
}
