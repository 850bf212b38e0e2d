/** The command line's way to the dead letters of any deployment. */
@NullMarked
package io.spillway.local.deadletters;

import org.jspecify.annotations.NullMarked;
