package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.AlertChannel;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.event.AlertChannelContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryAlertChannelTest extends AlertChannelContract {

  private InMemoryAlertChannel channel = new InMemoryAlertChannel();

  @Override
  protected AlertChannel newChannel() {
    channel = new InMemoryAlertChannel();
    return channel;
  }

  @Override
  protected List<String> received() {
    return Stream.of(channel.sent(), channel.followUps())
        .flatMap(List::stream)
        .map(alert -> alert.streamId() + "~" + alert.alertId())
        .toList();
  }

  @Override
  protected void receiverAsksForNoMore() {
    channel.stop();
  }

  @Test
  void follow_ups_are_kept_apart() {
    channel.sendFollowUp(Fixtures.alert("main", "a-1", Fixtures.NOW));

    assertThat(channel.sent()).isEmpty();
    assertThat(channel.followUps()).hasSize(1);
  }

  @Test
  void a_full_channel_rejects_further_alerts() {
    InMemoryAlertChannel small = new InMemoryAlertChannel(1);
    small.send(Fixtures.alert("main", "a-1", Fixtures.NOW));

    assertThat(Failures.of(() -> small.send(Fixtures.alert("main", "a-2", Fixtures.NOW))).code())
        .isEqualTo("alert-channel.full");
  }
}
