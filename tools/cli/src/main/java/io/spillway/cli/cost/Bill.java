package io.spillway.cli.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Estimated monthly cost in US dollars. No exact amount of money, so a double is sufficient.
 *
 * @param lines one line for each part
 */
record Bill(List<Line> lines) {

  /** Cost limit of a small site, in dollars a month. */
  static final double SMALL = 50;

  Bill {
    lines = List.copyOf(lines);
  }

  /** One line of the bill. */
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

  /** Returns the part billed by Azure. */
  double azure() {
    return lines.stream().filter(line -> line.part().isAzure()).mapToDouble(Line::cost).sum();
  }

  /** Returns a line's share of the total, 0 to 1. */
  double share(Line line) {
    return total() == 0 ? 0 : line.cost() / total();
  }

  /** Returns the most expensive line. */
  Line dominating() {
    return lines.stream().max(Comparator.comparingDouble(Line::cost)).orElseThrow();
  }

  boolean isMoreThanSmall() {
    return total() > SMALL;
  }
}
