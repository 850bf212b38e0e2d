/** JSON formats of the domain types, for queues, documents and HTTP responses. */
@NullMarked
package io.spillway.wire;

import org.jspecify.annotations.NullMarked;
