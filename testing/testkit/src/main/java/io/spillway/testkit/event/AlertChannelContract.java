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

/**
 * Contract test of {@link AlertChannel}. Extend it and return your channel from the factory method.
 */
public abstract class AlertChannelContract implements MonitoredContract {

  private AlertChannel channel;

  /** {@return a channel to a new receiver that accepts all alerts} */
  protected abstract AlertChannel newChannel();

  /**
   * {@return the ids of the deliveries to the receiver of the latest {@link #newChannel}, in order}
   */
  protected abstract List<String> received();

  /** Makes that receiver opt out, at the latest in response to the next alert. */
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
  void an_alert_that_is_sent_twice_has_the_same_id() {
    Alert alert = alert("main", "a-1", Fixtures.NOW);

    assertThat(channel.send(alert)).isTrue();
    assertThat(channel.send(alert)).isTrue();

    assertThat(received()).hasSize(2);
    assertThat(received().get(1)).isEqualTo(received().get(0));
  }

  @Test
  void alerts_of_different_streams_or_ids_have_different_ids() {
    channel.send(alert("main", "a-1", Fixtures.NOW));
    channel.send(alert("main", "a-2", Fixtures.NOW));
    channel.send(alert("other", "a-1", Fixtures.NOW));

    assertThat(received()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void a_follow_up_is_sent_and_stays_the_same_when_it_is_repeated() {
    Alert alert = alert("main", "a-1", Fixtures.NOW).withText("what a save!");

    assertThat(channel.sendFollowUp(alert)).isTrue();
    assertThat(channel.sendFollowUp(alert)).isTrue();

    assertThat(received()).hasSize(2);
    assertThat(received().get(1)).isEqualTo(received().get(0));
  }

  @Test
  void a_receiver_that_opted_out_gets_no_follow_ups() {
    receiverAsksForNoMore();
    channel.send(alert("main", "a-1", Fixtures.NOW));
    List<String> before = received();

    assertThat(channel.sendFollowUp(alert("main", "a-1", Fixtures.NOW))).isFalse();
    assertThat(received()).isEqualTo(before);
  }

  @Test
  void alerts_of_sixteen_concurrent_senders_all_arrive() {
    assertThat(Concurrently.call(i -> channel.send(alert("main", "a-" + i, Fixtures.NOW))))
        .containsOnly(true);

    assertThat(received()).hasSize(Concurrently.THREADS).doesNotHaveDuplicates();
  }

  @Test
  void a_receiver_that_opted_out_gets_no_more_alerts_without_failures() {
    channel.send(alert("main", "a-1", Fixtures.NOW));
    receiverAsksForNoMore();

    assertThat(channel.send(alert("main", "a-2", Fixtures.NOW))).isFalse();
    List<String> before = received();
    IntStream.range(3, 6)
        .forEach(i -> assertThat(channel.send(alert("main", "a-" + i, Fixtures.NOW))).isFalse());

    assertThat(received()).isEqualTo(before);
  }
}
