/** Permanent erasure and export of everything held about an author. */
@NullMarked
package io.spillway.core.erasure;

import org.jspecify.annotations.NullMarked;
