package io.spillway.architecture.broken.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import io.spillway.architecture.broken.adapters.azure.DecidingAdapter;

/** A function that reaches past core. */
final class ReachingFunctions {
  @FunctionName("reach")
  DecidingAdapter reach() {
    return new DecidingAdapter();
  }
}
