package io.spillway.testkit.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.notification.Notification;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link DeadLetterChannel}. Extend it and return your channel from the factory
 * method.
 */
public abstract class DeadLetterChannelContract implements MonitoredContract {

  private static final DeadLetterNotice NOTICE =
      new DeadLetterNotice(DeadLetterNotice.Rule.MORE_THAN, 101, 100L, Fixtures.NOW, null);

  private DeadLetterChannel channel;

  /** {@return a channel to a new receiver that accepts all notices} */
  protected abstract DeadLetterChannel newChannel();

  /**
   * {@return the ids of the deliveries to the receiver of the latest {@link #newChannel}, in order}
   */
  protected abstract List<String> received();

  /** Makes that receiver opt out, at the latest in response to the next notice. */
  protected abstract void receiverAsksForNoMore();

  @BeforeEach
  final void openChannel() {
    channel = newChannel();
  }

  @Override
  public final DeadLetterChannel monitored() {
    return channel;
  }

  private boolean send(String key) {
    return channel.send(Notification.deadLettersId(key), NOTICE);
  }

  @Test
  void a_notice_that_is_sent_twice_has_the_same_id_and_another_one_has_another() {
    assertThat(send("a")).isTrue();
    assertThat(send("a")).isTrue();
    assertThat(send("b")).isTrue();

    assertThat(received()).hasSize(3);
    assertThat(received().get(1)).isEqualTo(received().get(0)).isNotEqualTo(received().get(2));
  }

  @Test
  void notices_of_sixteen_concurrent_senders_all_arrive() {
    assertThat(Concurrently.call(i -> send("n-" + i))).containsOnly(true);

    assertThat(received()).hasSize(Concurrently.THREADS).doesNotHaveDuplicates();
  }

  @Test
  void a_receiver_that_opted_out_gets_no_more_notices_without_failures() {
    send("a");
    receiverAsksForNoMore();

    assertThat(send("b")).isFalse();
    List<String> before = received();
    assertThat(send("c")).isFalse();

    assertThat(received()).isEqualTo(before);
  }
}
