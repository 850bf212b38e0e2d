/** Contract of the directory of streams. */
@NullMarked
package io.spillway.testkit.stream;

import org.jspecify.annotations.NullMarked;
