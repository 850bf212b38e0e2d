/** Deleting for good what an author wrote. */
@NullMarked
package io.spillway.core.erasure;

import org.jspecify.annotations.NullMarked;
