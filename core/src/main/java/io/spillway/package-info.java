/**
 * The public API: entry points, and what they take and return. Everything in {@code
 * io.spillway.core} is internal and may change in any release.
 */
@NullMarked
package io.spillway;

import org.jspecify.annotations.NullMarked;
