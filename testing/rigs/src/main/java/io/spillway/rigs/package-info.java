/** Ready-made rigs for tests of code that uses {@link io.spillway}. */
@NullMarked
package io.spillway.rigs;

import org.jspecify.annotations.NullMarked;
