/** What viewers wrote and may be read by everyone. */
@NullMarked
package io.spillway.ports.message;

import org.jspecify.annotations.NullMarked;
