/** Classifying text, and what policy made of it. */
@NullMarked
package io.spillway.ports.moderation;

import org.jspecify.annotations.NullMarked;
