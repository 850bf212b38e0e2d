/**
 * A durable engine in this process: it runs real orchestrators by history and replay, as Azure's
 * Durable Functions does, in virtual or in real time, and notices when one is not deterministic.
 */
@NullMarked
package io.spillway.durable;

import org.jspecify.annotations.NullMarked;
