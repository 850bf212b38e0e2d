/** What happened on a stream, and what became of it. */
@NullMarked
package io.spillway.ports.event;

import org.jspecify.annotations.NullMarked;
