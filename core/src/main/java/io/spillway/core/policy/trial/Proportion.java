package io.spillway.core.policy.trial;

/**
 * A part of a whole, and how sure one can be of it: few cases say little.
 *
 * @param part 0 to {@code whole}
 * @param whole 0 when nothing is known
 */
public record Proportion(int part, int whole) {

  /** Two-sided 95 %. */
  private static final double Z = 1.959964;

  public Proportion {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException("part must be 0 to " + whole + ": " + part);
    }
  }

  /** {@return 0 to 1; NaN when nothing is known} */
  public double value() {
    return (double) part / whole;
  }

  /** {@return lower end of Wilson's 95 % interval; 0 when nothing is known} */
  public double low() {
    return whole == 0 ? 0 : Math.max(0, centre() - half());
  }

  /** {@return upper end of Wilson's 95 % interval; 1 when nothing is known} */
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
