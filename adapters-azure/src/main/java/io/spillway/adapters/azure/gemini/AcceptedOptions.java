package io.spillway.adapters.azure.gemini;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Set;

/** Options of a request that the model accepts, as far as this process knows. */
final class AcceptedOptions {

  private final String model;
  private final Set<RequestOption> all;
  private volatile Set<RequestOption> inUse;
  private volatile boolean isProven;

  AcceptedOptions(String model, Set<RequestOption> all) {
    this.model = model;
    this.all = all;
    this.inUse = all;
  }

  Set<RequestOption> inUse() {
    return inUse;
  }

  /** True once a request with the options in use was accepted. */
  boolean isProven() {
    return isProven;
  }

  /** A request with these options was accepted. */
  void proves(Set<RequestOption> options) {
    if (!isProven && options.equals(inUse)) {
      isProven = true;
    }
  }

  /** A harmless text was refused with the options in use and accepted with no more than these. */
  synchronized void keepOnly(Set<RequestOption> accepted) {
    if (accepted.equals(inUse)) {
      return;
    }
    Set<RequestOption> dropped = RequestOption.without(accepted, inUse);
    inUse = Collections.unmodifiableSet(accepted);
    isProven = true;
    System.getLogger(GeminiClassifier.class.getName())
        .log(
            Level.WARNING,
            "Gemini's model "
                + model
                + " refuses "
                + RequestOption.names(dropped)
                + ": left out of requests until the next start");
  }

  /** For health: empty, or a clause that begins with a semicolon. */
  String note() {
    Set<RequestOption> dropped = RequestOption.without(inUse, all);
    return dropped.isEmpty() ? "" : "; refused and left out " + RequestOption.names(dropped);
  }
}
