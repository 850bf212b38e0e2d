/** Directory of streams. */
@NullMarked
package io.spillway.ports.stream;

import org.jspecify.annotations.NullMarked;
