package io.spillway.adapters.webhook;

import io.spillway.adapters.inmemory.InMemoryAlertOptOuts;
import io.spillway.ports.event.AlertChannel;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.AlertChannelContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Contract test over HTTP. */
class WebhookAlertChannelContractTest extends AlertChannelContract {

  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Override
  protected AlertChannel newChannel() {
    return new WebhookAlertChannel(
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
