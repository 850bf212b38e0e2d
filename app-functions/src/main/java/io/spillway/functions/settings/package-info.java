/** Settings from the environment: read once, all problems reported together. */
@NullMarked
package io.spillway.functions.settings;

import org.jspecify.annotations.NullMarked;
