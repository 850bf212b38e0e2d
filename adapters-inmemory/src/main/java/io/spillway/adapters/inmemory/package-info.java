/** In-memory implementations of all ports: thread-safe, bounded, without persistence. */
@NullMarked
package io.spillway.adapters.inmemory;

import org.jspecify.annotations.NullMarked;
