package io.spillway.adapters.azure.gemini;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Set;

/** Request options that the model is known to accept. */
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

  /** Returns whether a request with the options in use was accepted. */
  boolean isProven() {
    return isProven;
  }

  /** Records that a request with these options was accepted. */
  void proves(Set<RequestOption> options) {
    if (!isProven && options.equals(inUse)) {
      isProven = true;
    }
  }

  /** Restricts the options to those with which a harmless text was accepted. */
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
                + " rejects "
                + RequestOption.names(dropped)
                + "; requests omit it until the next start");
  }

  /** Returns a suffix for the health detail: empty, or a clause that begins with a semicolon. */
  String note() {
    Set<RequestOption> dropped = RequestOption.without(inUse, all);
    return dropped.isEmpty() ? "" : "; refused and left out " + RequestOption.names(dropped);
  }
}
