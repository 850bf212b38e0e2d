/** Classification of texts and the resulting verdicts. */
@NullMarked
package io.spillway.ports.moderation;

import org.jspecify.annotations.NullMarked;
