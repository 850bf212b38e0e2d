/** The JSON forms of the language, in one place: for queues, for documents and for HTTP answers. */
@NullMarked
package io.spillway.wire;

import org.jspecify.annotations.NullMarked;
