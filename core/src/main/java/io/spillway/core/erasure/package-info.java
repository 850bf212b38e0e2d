/** Permanent deletion of an author's data. */
@NullMarked
package io.spillway.core.erasure;

import org.jspecify.annotations.NullMarked;
