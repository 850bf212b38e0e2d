/** Authors: standing, appeals and erasure. */
@NullMarked
package io.spillway.functions.authors;

import org.jspecify.annotations.NullMarked;
