/** Messages in and out. */
@NullMarked
package io.spillway.functions.messages;

import org.jspecify.annotations.NullMarked;
