/** Published messages. */
@NullMarked
package io.spillway.ports.message;

import org.jspecify.annotations.NullMarked;
