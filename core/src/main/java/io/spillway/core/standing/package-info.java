/** Authors' standing: strikes and their consequences. */
@NullMarked
package io.spillway.core.standing;

import org.jspecify.annotations.NullMarked;
