package io.spillway.ports;

import static java.util.Objects.requireNonNull;

/**
 * Numbers of a stream before and after they were counted again; equal if they were right.
 *
 * @param before the numbers that readers got before
 * @param after the numbers that readers get now
 */
public record Recount<T>(T before, T after) {

  public Recount {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
