package io.spillway.ports.event;

import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Currencies in which money is given: those of ISO 4217 that are in use and have minor units. */
public final class Currencies {

  private static final Map<String, String> SUCCESSORS = new HashMap<>();

  static {
    retired("EUR", "ADP ATS BEF BGL BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL");
    retired("EUR", "NLG PTE SIT SKK");
    retired("ZWG", "ZWD ZWL ZWN ZWR");
    retired("AZN", "AYM AZM");
    retired("BYN", "BYB BYR");
    retired("RSD", "CSD YUM");
    retired("USD", "TPE USS");
    retired("VES", "VEB VEF");
    String others =
        "AFA-AFN ANG-XCG CUC-CUP GHC-GHS GWP-XOF MGF-MGA MRO-MRU MZM-MZN ROL-RON RUR-RUB SDD-SDG"
            + " SLL-SLE SRG-SRD STD-STN TMM-TMT TRL-TRY ZMK-ZMW";
    for (String pair : others.split(" ", -1)) {
      SUCCESSORS.put(pair.substring(0, 3), pair.substring(4));
    }
  }

  private Currencies() {}

  private static void retired(String successor, String codes) {
    Arrays.stream(codes.split(" ", -1)).forEach(code -> SUCCESSORS.put(code, successor));
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
