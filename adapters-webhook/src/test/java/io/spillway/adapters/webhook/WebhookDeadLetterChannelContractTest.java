package io.spillway.adapters.webhook;

import io.spillway.adapters.inmemory.InMemoryAlertOptOuts;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.notification.DeadLetterChannelContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Contract test over HTTP. */
class WebhookDeadLetterChannelContractTest extends DeadLetterChannelContract {

  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Override
  protected DeadLetterChannel newChannel() {
    return new WebhookDeadLetterChannel(
        Webhooks.to(receiver.url()), new InMemoryAlertOptOuts(), new SettableClock());
  }

  @Override
  protected List<String> received() {
    return receiver.requests().stream().map(one -> one.header("webhook-id")).toList();
  }

  @Override
  protected void receiverAsksForNoMore() {
    receiver.answers(410);
  }
}
