/** Events given up on, with their evidence. */
@NullMarked
package io.spillway.ports.deadletter;

import org.jspecify.annotations.NullMarked;
