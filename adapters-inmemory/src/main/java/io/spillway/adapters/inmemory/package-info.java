/** Every port, in memory: thread-safe and bounded, and gone when the process ends. */
@NullMarked
package io.spillway.adapters.inmemory;

import org.jspecify.annotations.NullMarked;
