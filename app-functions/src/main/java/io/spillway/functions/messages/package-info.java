/** Sending and reading messages. */
@NullMarked
package io.spillway.functions.messages;

import org.jspecify.annotations.NullMarked;
