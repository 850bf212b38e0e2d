/** Deleting for good what an author wrote. */
@NullMarked
package io.spillway.ports.erasure;

import org.jspecify.annotations.NullMarked;
