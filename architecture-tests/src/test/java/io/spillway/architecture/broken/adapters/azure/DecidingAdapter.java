package io.spillway.architecture.broken.adapters.azure;

import io.spillway.architecture.broken.core.WorldlyRule;

/** An adapter that calls a rule. */
public final class DecidingAdapter {
  final WorldlyRule rule = new WorldlyRule();
}
