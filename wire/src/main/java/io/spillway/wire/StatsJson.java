package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.message.MessageCounts;
import java.util.Currency;

/** What a stream's people see of its numbers. */
public final class StatsJson {

  private StatsJson() {}

  /**
   * {@return the totals as {@code {streamId, followers, subscriptions, donations, raids,
   * messages}}}
   *
   * @param streamId id of the stream
   * @param totals of its events
   * @param messages how many were published
   * @param held messages that are withheld now
   */
  public static ObjectNode write(
      String streamId, StreamTotals totals, MessageCounts messages, long held) {
    ObjectNode node =
        Json.object()
            .put("streamId", streamId)
            .put("followers", totals.followers())
            .put("subscriptions", totals.subscriptions());
    ObjectNode donations = node.putObject("donations");
    totals
        .donations()
        .forEach(
            (code, minorUnits) ->
                donations.put(code, Money.amount(minorUnits, Currency.getInstance(code))));
    node.put("raids", totals.raids());
    node.putObject("messages")
        .put("accepted", messages.published())
        .put("held", held)
        .put("unmoderated", messages.unmoderated());
    return node;
  }
}
