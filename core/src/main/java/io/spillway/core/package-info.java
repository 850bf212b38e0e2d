/** Input validation shared by all rules. */
@NullMarked
package io.spillway.core;

import org.jspecify.annotations.NullMarked;
