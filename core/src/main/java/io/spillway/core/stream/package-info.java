/** Recording of streams' activity. */
@NullMarked
package io.spillway.core.stream;

import org.jspecify.annotations.NullMarked;
