/** Commands for the streams of any deployment. */
@NullMarked
package io.spillway.cli.streams;

import org.jspecify.annotations.NullMarked;
