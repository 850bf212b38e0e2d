package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.message.MessageCounts;
import java.util.Currency;

/** JSON of a stream's statistics. */
public final class StatsJson {

  private StatsJson() {}

  /**
   * {@return the totals as {@code {streamId, followers, subscriptions, donations, raids, custom,
   * messages}}}
   *
   * @param streamId the stream's id
   * @param totals the totals of its events
   * @param messages the numbers of published messages
   * @param held the number of messages that are currently withheld
   */
  public static ObjectNode write(
      String streamId, StreamTotals totals, MessageCounts messages, long held) {
    ObjectNode node = Json.object().put("streamId", streamId);
    for (EventType type : EventType.values()) {
      switch (type.tally()) {
        case NUMBER -> node.put(type.total(), totals.count(type));
        case MONEY_BY_CURRENCY -> putSums(node.putObject(type.total()), totals);
        case NUMBER_BY_TYPE -> totals.custom().forEach(node.putObject(type.total())::put);
      }
    }
    node.putObject("messages")
        .put("accepted", messages.published())
        .put("held", held)
        .put("unmoderated", messages.unmoderated());
    return node;
  }

  private static void putSums(ObjectNode node, StreamTotals totals) {
    totals
        .donations()
        .forEach(
            (code, minorUnits) ->
                node.put(code, Money.amount(minorUnits, Currency.getInstance(code))));
  }
}
