package io.spillway.core.policy.trial;

/**
 * A proportion with its confidence interval.
 *
 * @param part the part, 0 to {@code whole}
 * @param whole the whole; 0 without data
 */
public record Proportion(int part, int whole) {

  /** Standard score of a two-sided 95 % interval. */
  private static final double Z = 1.959964;

  public Proportion {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException("part must be 0 to " + whole + ": " + part);
    }
  }

  /** {@return the proportion, 0 to 1; NaN without data} */
  public double value() {
    return (double) part / whole;
  }

  /** {@return the lower end of Wilson's 95 % interval; 0 without data} */
  public double low() {
    return whole == 0 ? 0 : Math.max(0, centre() - half());
  }

  /** {@return the upper end of Wilson's 95 % interval; 1 without data} */
  public double high() {
    return whole == 0 ? 1 : Math.min(1, centre() + half());
  }

  private double centre() {
    return (value() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
  }

  private double half() {
    double variance = value() * (1 - value()) / whole + Z * Z / (4.0 * whole * whole);
    return Z * Math.sqrt(variance) / (1 + Z * Z / whole);
  }
}
