/** At-least-once delivery of bytes. */
@NullMarked
package io.spillway.ports.queue;

import org.jspecify.annotations.NullMarked;
