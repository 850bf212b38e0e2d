/** The way into every function: who calls, reading what was sent, answering, and refusing. */
@NullMarked
package io.spillway.functions.entry;

import org.jspecify.annotations.NullMarked;
