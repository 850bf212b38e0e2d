package io.spillway.cli.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.io.PrintWriter;
import java.util.Locale;

/** Bill as a table for people and as JSON for programs. */
final class CostReport {

  private static final double PERCENT = 100;
  private static final double CENTS = 100;
  private static final String COLUMNS = "%-28s %17s %-11s %22s %10s %6s%n";

  private final Volume volume;
  private final String model;
  private final Bill bill;

  CostReport(Volume volume, String model, Bill bill) {
    this.volume = volume;
    this.model = model;
    this.bill = bill;
  }

  void table(PrintWriter out) {
    print(
        out,
        "A month with %,d messages, %,d events and %,d feed polls, live for %d hours,%non instances of %d MB, by %s%n%n",
        volume.messages(),
        volume.events(),
        volume.feedPolls(),
        volume.liveHours(),
        volume.memoryMb(),
        model);
    print(out, COLUMNS, "part", "quantity", "", "unit price", "cost", "share");
    for (Bill.Line line : bill.lines()) {
      print(
          out,
          COLUMNS,
          line.part().title(),
          quantity(line.quantity()),
          line.part().unit(),
          unitPrice(line.price()),
          dollars(line.cost()),
          percent(bill.share(line)));
    }
    print(out, COLUMNS, "total", "", "", "", dollars(bill.total()), "");
    out.println();
    print(out, "Azure bills %s of it, Google %s. ", dollars(bill.azure()), dollars(google()));
    Bill.Line most = bill.dominating();
    print(out, "%s dominates: %s.%n", most.part().title(), percent(bill.share(most)));
    notes(out);
    out.flush();
  }

  private void notes(PrintWriter out) {
    print(out, "* a price without a verified source: supply your own with --prices FILE%n");
    bill.lines().stream()
        .filter(line -> line.price().free() > 0)
        .forEach(
            line ->
                print(
                    out,
                    "%s: the first %s %s of a month are free%n",
                    line.part().title(),
                    quantity(line.price().free()),
                    line.part().unit()));
    if (bill.isMoreThanSmall()) {
      print(out, "WARNING: more than %s a month%n", dollars(Bill.SMALL));
    }
  }

  /** Returns the bill as one JSON object. */
  String json() {
    ObjectNode all = Json.object();
    all.put("messages", volume.messages()).put("events", volume.events());
    all.put("feedPolls", volume.feedPolls());
    all.put("liveHours", volume.liveHours()).put("memoryMb", volume.memoryMb());
    all.put("model", model);
    ArrayNode parts = all.putArray("parts");
    for (Bill.Line line : bill.lines()) {
      ObjectNode part = parts.addObject().put("part", line.part().code());
      part.put("quantity", line.quantity()).put("unit", line.part().unit());
      part.put("usd", line.price().usd()).put("per", line.price().per());
      part.put("free", line.price().free()).put("date", line.price().date().toString());
      part.put("source", line.price().source()).put("assumed", line.price().assumed());
      part.put("cost", cents(line.cost())).put("share", bill.share(line));
    }
    all.put("currency", "USD").put("total", cents(bill.total()));
    all.put("azure", cents(bill.azure())).put("google", cents(google()));
    all.put("dominating", bill.dominating().part().code());
    return Json.text(all.put("moreThanSmall", bill.isMoreThanSmall()));
  }

  private double google() {
    return bill.total() - bill.azure();
  }

  private static double cents(double dollars) {
    return Math.round(dollars * CENTS) / CENTS;
  }

  private static String unitPrice(Price price) {
    String mark = price.assumed() ? "*" : "";
    String per = price.per() == 1 ? "" : " / " + quantity(price.per());
    return mark + "$" + plain(price.usd()) + per;
  }

  private static String plain(double number) {
    return new java.math.BigDecimal(Double.toString(number)).toPlainString();
  }

  private static String quantity(double quantity) {
    return String.format(Locale.ROOT, quantity < CENTS ? "%.2f" : "%,.0f", quantity);
  }

  private static String dollars(double dollars) {
    return String.format(Locale.ROOT, "$%,.2f", dollars);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * PERCENT);
  }

  private static void print(PrintWriter out, String format, Object... values) {
    out.print(String.format(Locale.ROOT, format, values));
  }
}
