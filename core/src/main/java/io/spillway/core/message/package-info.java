/** Intake and recheck of viewers' messages. */
@NullMarked
package io.spillway.core.message;

import org.jspecify.annotations.NullMarked;
