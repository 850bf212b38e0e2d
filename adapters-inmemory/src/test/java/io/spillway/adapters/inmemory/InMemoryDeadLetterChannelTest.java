package io.spillway.adapters.inmemory;

import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.testkit.notification.DeadLetterChannelContract;
import java.util.List;

class InMemoryDeadLetterChannelTest extends DeadLetterChannelContract {

  private InMemoryDeadLetterChannel channel = new InMemoryDeadLetterChannel();

  @Override
  protected DeadLetterChannel newChannel() {
    channel = new InMemoryDeadLetterChannel();
    return channel;
  }

  @Override
  protected List<String> received() {
    return channel.ids();
  }

  @Override
  protected void receiverAsksForNoMore() {
    channel.stop();
  }
}
