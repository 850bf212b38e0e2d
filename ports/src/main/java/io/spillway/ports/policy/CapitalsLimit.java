package io.spillway.ports.policy;

/**
 * Maximum share of capitals in a text. Only letters of scripts with case count.
 *
 * @param most the maximum share of the letters, 0 to 1; 1 for no limit
 * @param letters the number of letters from which on a text is judged, 1 to 500
 */
public record CapitalsLimit(double most, int letters) {

  /** No limit. */
  public static final CapitalsLimit NONE = new CapitalsLimit(1, 1);
}
