/** Permanent deletion of an author's data. */
@NullMarked
package io.spillway.ports.erasure;

import org.jspecify.annotations.NullMarked;
