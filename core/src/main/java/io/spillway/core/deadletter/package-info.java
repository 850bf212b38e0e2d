/** Giving up on events without losing them. */
@NullMarked
package io.spillway.core.deadletter;

import org.jspecify.annotations.NullMarked;
