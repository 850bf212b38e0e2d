package io.spillway.cli.cost;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a month on Azure costs.
 *
 * @param volume what the site sees
 * @param model of Gemini, by its name at Google
 * @param prices a file's text with prices of one's own; null for those that come with this
 */
public record Estimate(Volume volume, String model, @Nullable String prices) {

  /**
   * Prints it as a table.
   *
   * @throws IllegalArgumentException that names everything that is wrong with the prices, or that
   *     there is none of the model
   */
  public void printTable(PrintWriter out) {
    report().table(out);
  }

  /**
   * Prints it as one object of JSON.
   *
   * @throws IllegalArgumentException that names everything that is wrong with the prices
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
