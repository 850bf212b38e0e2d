package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of money.
 *
 * @param minorUnits in the currency's smallest unit (cents for USD, yen for JPY), 1 to {@value
 *     #MAX_MINOR_UNITS}; the bound keeps totals exact in a store whose numbers are doubles
 * @param currency one with a smallest unit: not gold, say
 */
public record Money(long minorUnits, Currency currency) {

  /** Most that one amount may be, in minor units. */
  public static final long MAX_MINOR_UNITS = 1_000_000_000L;

  public Money {
    requireNonNull(currency, "currency");
    if (minorUnits < 1 || minorUnits > MAX_MINOR_UNITS) {
      throw new IllegalArgumentException(
          "minorUnits must be 1 to " + MAX_MINOR_UNITS + ": " + minorUnits);
    }
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException("currency has no smallest unit: " + currency);
    }
  }

  /** {@return the amount as people write it, such as {@code 1.00}} */
  public String amount() {
    return amount(minorUnits, currency);
  }

  /**
   * {@return a number of smallest units as people write it, such as {@code 1.00}}
   *
   * @param minorUnits of any size and sign
   * @param currency one with a smallest unit
   */
  public static String amount(long minorUnits, Currency currency) {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
  }
}
