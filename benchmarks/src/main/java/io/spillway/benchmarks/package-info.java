/** What the rules cost, beside the same work without them. */
@NullMarked
package io.spillway.benchmarks;

import org.jspecify.annotations.NullMarked;
