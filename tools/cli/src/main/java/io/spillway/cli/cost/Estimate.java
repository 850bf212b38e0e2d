package io.spillway.cli.cost;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Cost estimate for a month on Azure.
 *
 * @param volume the site's volume
 * @param model the Gemini model, by Google's name
 * @param prices the text of a price file; null for the built-in prices
 */
public record Estimate(Volume volume, String model, @Nullable String prices) {

  /**
   * Prints a table.
   *
   * @throws IllegalArgumentException with every problem of the prices, or if the model has no
   *     prices
   */
  public void printTable(PrintWriter out) {
    report().table(out);
  }

  /**
   * Prints one JSON object.
   *
   * @throws IllegalArgumentException with every problem of the prices
   */
  public void printJson(PrintWriter out) {
    out.println(report().json());
    out.flush();
  }

  private CostReport report() {
    var known = prices == null ? CostFiles.ourPrices(model) : CostFiles.prices(prices, model);
    return new CostReport(volume, model, Bill.of(volume, CostFiles.ourUsage(), known));
  }
}
