/**
 * In-process durable engine: runs real orchestrators by history and replay, as Azure's Durable
 * Functions does, in virtual or real time, and detects non-determinism.
 */
@NullMarked
package io.spillway.durable;

import org.jspecify.annotations.NullMarked;
