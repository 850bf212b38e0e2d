/** Authors: standing, appeals, export and erasure. */
@NullMarked
package io.spillway.functions.authors;

import org.jspecify.annotations.NullMarked;
