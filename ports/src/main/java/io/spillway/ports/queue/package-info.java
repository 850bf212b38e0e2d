/** Work queue with at-least-once delivery. */
@NullMarked
package io.spillway.ports.queue;

import org.jspecify.annotations.NullMarked;
