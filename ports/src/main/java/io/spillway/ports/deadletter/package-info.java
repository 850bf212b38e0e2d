/** Dead letters with their evidence, and redrives. */
@NullMarked
package io.spillway.ports.deadletter;

import org.jspecify.annotations.NullMarked;
