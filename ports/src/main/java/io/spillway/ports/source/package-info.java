/** Platforms whose webhooks become events. */
@NullMarked
package io.spillway.ports.source;

import org.jspecify.annotations.NullMarked;
