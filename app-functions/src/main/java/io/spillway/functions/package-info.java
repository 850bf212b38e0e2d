/**
 * The functions. Each translates a call over HTTP, from a queue or by a timer into calls of the
 * core, and the outcome into an answer; none holds a rule.
 */
@NullMarked
package io.spillway.functions;

import org.jspecify.annotations.NullMarked;
