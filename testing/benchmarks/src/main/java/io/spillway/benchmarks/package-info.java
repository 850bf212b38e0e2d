/** What ours costs, beside the same work by what one could take instead. */
@NullMarked
package io.spillway.benchmarks;

import org.jspecify.annotations.NullMarked;
