/** What is set from outside: read once, all problems told at once. */
@NullMarked
package io.spillway.functions.settings;

import org.jspecify.annotations.NullMarked;
