package io.spillway.architecture.broken.adapters.inmemory;

import io.spillway.architecture.broken.adapters.azure.DecidingAdapter;

/** An adapter that leans on another. */
final class EnviousAdapter {
  final DecidingAdapter other = new DecidingAdapter();
}
