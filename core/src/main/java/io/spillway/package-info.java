/**
 * The public API: entry points with their parameters and results. Everything in {@code
 * io.spillway.core} is internal and may change in any release.
 */
@NullMarked
package io.spillway;

import org.jspecify.annotations.NullMarked;
