package io.spillway.cli.cost;

import java.time.LocalDate;

/**
 * Price of a part.
 *
 * @param usd US dollars for {@code per} units, 0 or more
 * @param per the number of units for that price, more than 0
 * @param free the number of free units a month, 0 or more
 * @param date the date of the price
 * @param source the source of the price
 * @param assumed whether the price has no verified source
 */
record Price(double usd, double per, double free, LocalDate date, String source, boolean assumed) {

  Price {
    if (!(usd >= 0 && usd <= 1e6)) {
      throw new IllegalArgumentException("usd must be 0 to 1000000");
    }
    if (!(per > 0 && per <= 1e12)) {
      throw new IllegalArgumentException("per must be more than 0, and 1e12 at most");
    }
    if (!(free >= 0 && free <= 1e15)) {
      throw new IllegalArgumentException("free must be 0 to 1e15");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("source must say where the price is from");
    }
  }

  /** Returns the cost of a month's units. */
  double of(double quantity) {
    return Math.max(0, quantity - free) / per * usd;
  }
}
