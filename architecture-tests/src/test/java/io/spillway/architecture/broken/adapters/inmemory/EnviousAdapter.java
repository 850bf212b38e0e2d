package io.spillway.architecture.broken.adapters.inmemory;

import io.spillway.architecture.broken.adapters.azure.DecidingAdapter;
import io.spillway.architecture.broken.wire.WanderingWire;

/** An adapter that uses another adapter, and JSON. */
final class EnviousAdapter {
  final DecidingAdapter other = new DecidingAdapter();
  final WanderingWire json = new WanderingWire();
}
