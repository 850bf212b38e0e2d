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
   * {@return the totals as {@code {streamId, followers, subscriptions, gifts, bits, donations,
   * raids, custom, reversals, messages}}, without what was reversed, and {@code gross} with the
   * totals before reversals where they differ}
   *
   * @param streamId the stream's id
   * @param totals the totals of its events
   * @param messages the numbers of published messages
   * @param held the number of messages that are currently withheld
   */
  public static ObjectNode write(
      String streamId, StreamTotals totals, MessageCounts messages, long held) {
    ObjectNode node = Json.object().put("streamId", streamId);
    putTotals(node, totals);
    node.set("messages", write(messages, held));
    return node;
  }

  /**
   * {@return the numbers of a stream's messages}
   *
   * @param messages the numbers of published messages
   * @param held the number of messages that are currently withheld
   */
  public static ObjectNode write(MessageCounts messages, long held) {
    return Json.object()
        .put("accepted", messages.published())
        .put("held", held)
        .put("unmoderated", messages.unmoderated());
  }

  private static void putTotals(ObjectNode node, StreamTotals totals) {
    for (EventType type : EventType.values()) {
      switch (type.tally()) {
        case NUMBER -> node.put(type.total(), totals.count(type));
        case MONEY_BY_CURRENCY -> putSums(node.putObject(type.total()), totals);
        case NUMBER_BY_TYPE -> totals.custom().forEach(node.putObject(type.total())::put);
      }
    }
    if (!totals.reversed().equals(StreamTotals.Reversed.NONE)) {
      putGross(node.putObject("gross"), totals);
    }
  }

  /** Writes the totals before reversals, where they differ. */
  private static void putGross(ObjectNode node, StreamTotals totals) {
    StreamTotals.Reversed reversed = totals.reversed();
    StreamTotals gross = totals.gross();
    for (EventType type : EventType.values()) {
      switch (type.tally()) {
        case NUMBER -> {
          if (reversed.counts().containsKey(type.key())) {
            node.put(type.total(), gross.count(type));
          }
        }
        case MONEY_BY_CURRENCY ->
            reversed
                .donations()
                .keySet()
                .forEach(
                    code ->
                        node.withObject("/" + type.total())
                            .put(code, money(gross.donations().getOrDefault(code, 0L), code)));
        case NUMBER_BY_TYPE ->
            reversed
                .custom()
                .keySet()
                .forEach(
                    name ->
                        node.withObject("/" + type.total())
                            .put(name, gross.custom().getOrDefault(name, 0L)));
      }
    }
  }

  private static void putSums(ObjectNode node, StreamTotals totals) {
    totals.donations().forEach((code, minorUnits) -> node.put(code, money(minorUnits, code)));
  }

  private static String money(long minorUnits, String code) {
    return Money.amount(minorUnits, Currency.getInstance(code));
  }
}
