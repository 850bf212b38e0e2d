/** Taking in what viewers write. */
@NullMarked
package io.spillway.core.message;

import org.jspecify.annotations.NullMarked;
