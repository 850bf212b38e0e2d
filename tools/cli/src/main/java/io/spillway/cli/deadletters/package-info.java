/** Commands for the dead letters of any deployment. */
@NullMarked
package io.spillway.cli.deadletters;

import org.jspecify.annotations.NullMarked;
