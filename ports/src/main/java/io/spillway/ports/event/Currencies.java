package io.spillway.ports.event;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Currencies in which money is given: those of ISO 4217 that are in use and have minor units. */
public final class Currencies {

  private static final Map<String, String> SUCCESSORS = new HashMap<>();

  static {
    retire(
        "EUR",
        List.of(
            "ADP", "ATS", "BEF", "BGL", "BGN", "CYP", "DEM", "EEK", "ESP", "FIM", "FRF", "GRD",
            "HRK", "IEP", "ITL", "LTL", "LUF", "LVL", "MTL", "NLG", "PTE", "SIT", "SKK"));
    retire("ZWG", List.of("ZWD", "ZWL", "ZWN", "ZWR"));
    retire("AZN", List.of("AYM", "AZM"));
    retire("BYN", List.of("BYB", "BYR"));
    retire("RSD", List.of("CSD", "YUM"));
    retire("USD", List.of("TPE", "USS"));
    retire("VES", List.of("VEB", "VEF"));
    SUCCESSORS.putAll(
        Map.ofEntries(
            Map.entry("AFA", "AFN"),
            Map.entry("ANG", "XCG"),
            Map.entry("CUC", "CUP"),
            Map.entry("GHC", "GHS"),
            Map.entry("GWP", "XOF"),
            Map.entry("MGF", "MGA"),
            Map.entry("MRO", "MRU"),
            Map.entry("MZM", "MZN"),
            Map.entry("ROL", "RON"),
            Map.entry("RUR", "RUB"),
            Map.entry("SDD", "SDG"),
            Map.entry("SLL", "SLE"),
            Map.entry("SRG", "SRD"),
            Map.entry("STD", "STN"),
            Map.entry("TMM", "TMT"),
            Map.entry("TRL", "TRY"),
            Map.entry("ZMK", "ZMW")));
  }

  private Currencies() {}

  private static void retire(String successor, List<String> codes) {
    codes.forEach(code -> SUCCESSORS.put(code, successor));
  }

  /**
   * {@return the violated rule for a currency's code, phrased to follow a field's name; null if the
   * currency is in use}
   *
   * @param code any text; lower-case letters are valid
   */
  public static @Nullable String problem(String code) {
    String upper = code.toUpperCase(Locale.ROOT);
    String successor = SUCCESSORS.get(upper);
    if (successor != null) {
      return "must be in use: " + upper + " was replaced by " + successor;
    }
    return isKnown(upper) && upper.length() == code.length()
        ? null
        : "must be an ISO 4217 code such as USD";
  }

  /**
   * {@return the currency of a code}
   *
   * @param code an ISO 4217 code in upper or lower case
   * @throws IllegalArgumentException if {@link #problem} finds one
   */
  public static Currency of(String code) {
    String problem = problem(code);
    if (problem != null) {
      throw new IllegalArgumentException("currency " + problem);
    }
    return Currency.getInstance(code.toUpperCase(Locale.ROOT));
  }

  private static boolean isKnown(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
