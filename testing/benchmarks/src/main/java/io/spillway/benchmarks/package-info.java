/** Benchmarks of Spillway against alternatives. */
@NullMarked
package io.spillway.benchmarks;

import org.jspecify.annotations.NullMarked;
