package io.spillway.architecture.broken.testkit;

import io.spillway.architecture.broken.core.WorldlyRule;

/** A contract that depends on a rule. */
final class ClevererTestkit {
  final WorldlyRule rule = new WorldlyRule();
}
