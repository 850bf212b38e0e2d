package io.spillway.ports.event;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of money.
 *
 * @param minorUnits the amount in the currency's smallest unit (cents for USD, yen for JPY), 1 to
 *     {@link #maxMinorUnits}
 * @param currency a currency with a smallest unit, which gold (XAU), for example, lacks
 */
public record Money(long minorUnits, Currency currency) {

  /**
   * Maximum amount, in the currency's main unit: large enough for the currencies of least value,
   * and small enough that totals stay exact in a store whose numbers are doubles.
   */
  public static final long MAX_AMOUNT = 10_000_000_000L;

  public Money {
    requireNonNull(currency, "currency");
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException("currency has no smallest unit: " + currency);
    }
    if (minorUnits < 1 || minorUnits > maxMinorUnits(currency)) {
      throw new IllegalArgumentException(
          "minorUnits must be 1 to " + maxMinorUnits(currency) + ": " + minorUnits);
    }
  }

  /**
   * {@return the maximum amount in a currency's smallest unit: {@value #MAX_AMOUNT} of its main
   * unit}
   *
   * @param currency a currency with a smallest unit
   */
  public static long maxMinorUnits(Currency currency) {
    return BigDecimal.valueOf(MAX_AMOUNT)
        .movePointRight(currency.getDefaultFractionDigits())
        .longValueExact();
  }

  /**
   * {@return the parsed amount, in the format of {@link #amount()}}
   *
   * @param amount a decimal number in the currency's main unit, such as {@code 1.00}
   * @param currency an ISO 4217 code
   * @throws IllegalArgumentException if the amount is not a number, has too many decimals or is out
   *     of range, or the currency is unknown
   */
  public static Money parse(String amount, String currency) {
    Currency unit = Currency.getInstance(currency);
    try {
      return new Money(
          new BigDecimal(amount).movePointRight(unit.getDefaultFractionDigits()).longValueExact(),
          unit);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("amount is not a number", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("amount is finer than its currency, or too large", e);
    }
  }

  /** {@return the amount as a decimal number, such as {@code 1.00}} */
  public String amount() {
    return amount(minorUnits, currency);
  }

  /**
   * {@return a number of smallest units as a decimal number, such as {@code 1.00}}
   *
   * @param minorUnits any number
   * @param currency a currency with a smallest unit
   */
  public static String amount(long minorUnits, Currency currency) {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
  }
}
