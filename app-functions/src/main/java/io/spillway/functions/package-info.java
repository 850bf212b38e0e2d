/**
 * Azure Functions. Each translates an HTTP request, a queue message or a timer into calls of the
 * core, and the result into a response. Contains no business rules.
 */
@NullMarked
package io.spillway.functions;

import org.jspecify.annotations.NullMarked;
