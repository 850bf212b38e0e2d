package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertChannel;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link AlertChannel} promises. Extend it by a test class that gives your channel. */
public abstract class AlertChannelContract implements MonitoredContract {

  private AlertChannel channel;

  /** {@return a channel to a receiver that has got nothing yet and takes everything} */
  protected abstract AlertChannel newChannel();

  /**
   * {@return what the receiver of the last {@link #newChannel} got, in that order: the id that each
   * delivery bore}
   */
  protected abstract List<String> received();

  /** Has that receiver ask for no more, as an answer to the next alert at the latest. */
  protected abstract void receiverAsksForNoMore();

  @BeforeEach
  final void openChannel() {
    channel = newChannel();
  }

  @Override
  public final AlertChannel monitored() {
    return channel;
  }

  @Test
  void an_alert_that_is_sent_twice_bears_the_same_id() {
    Alert alert = alert("main", "a-1", Fixtures.NOW);

    assertThat(channel.send(alert)).isTrue();
    assertThat(channel.send(alert)).isTrue();

    assertThat(received()).hasSize(2);
    assertThat(received().get(1)).isEqualTo(received().get(0));
  }

  @Test
  void alerts_of_two_streams_or_with_two_ids_never_bear_the_same_id() {
    channel.send(alert("main", "a-1", Fixtures.NOW));
    channel.send(alert("main", "a-2", Fixtures.NOW));
    channel.send(alert("other", "a-1", Fixtures.NOW));

    assertThat(received()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void alerts_that_sixteen_send_at_once_all_arrive() {
    assertThat(Concurrently.call(i -> channel.send(alert("main", "a-" + i, Fixtures.NOW))))
        .containsOnly(true);

    assertThat(received()).hasSize(Concurrently.THREADS).doesNotHaveDuplicates();
  }

  @Test
  void a_receiver_that_asked_for_no_more_gets_no_more_and_nothing_fails() {
    channel.send(alert("main", "a-1", Fixtures.NOW));
    receiverAsksForNoMore();

    assertThat(channel.send(alert("main", "a-2", Fixtures.NOW))).isFalse();
    List<String> before = received();
    IntStream.range(3, 6)
        .forEach(i -> assertThat(channel.send(alert("main", "a-" + i, Fixtures.NOW))).isFalse());

    assertThat(received()).isEqualTo(before);
  }
}
