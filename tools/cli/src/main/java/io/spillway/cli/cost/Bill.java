package io.spillway.cli.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a month costs, as an estimate in US dollars: no amount of money that anybody is owed, and so
 * a double.
 *
 * @param lines one for each part
 */
record Bill(List<Line> lines) {

  /** What a small site is meant to cost at most, in dollars a month. */
  static final double SMALL = 50;

  Bill {
    lines = List.copyOf(lines);
  }

  /** One part of it. */
  record Line(Part part, double quantity, Price price, double cost) {}

  static Bill of(Volume volume, Usage usage, Map<Part, Price> prices) {
    List<Line> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      Price price = prices.get(part);
      if (price == null) {
        throw new IllegalArgumentException("no price for " + part.code());
      }
      double quantity = usage.quantity(part, volume);
      lines.add(new Line(part, quantity, price, price.of(quantity)));
    }
    return new Bill(lines);
  }

  double total() {
    return lines.stream().mapToDouble(Line::cost).sum();
  }

  /** What Azure bills of it. */
  double azure() {
    return lines.stream().filter(line -> line.part().isAzure()).mapToDouble(Line::cost).sum();
  }

  /** Which share of the whole a line is, 0 to 1. */
  double share(Line line) {
    return total() == 0 ? 0 : line.cost() / total();
  }

  /** The part that costs most. */
  Line dominating() {
    return lines.stream().max(Comparator.comparingDouble(Line::cost)).orElseThrow();
  }

  boolean isMoreThanSmall() {
    return total() > SMALL;
  }
}
