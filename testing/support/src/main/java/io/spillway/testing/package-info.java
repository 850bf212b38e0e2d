/** Fixtures for this repository's own tests. */
@NullMarked
package io.spillway.testing;

import org.jspecify.annotations.NullMarked;
