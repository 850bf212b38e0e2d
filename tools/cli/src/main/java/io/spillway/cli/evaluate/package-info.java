/** How right the local classifier and a policy are, by texts that humans have labelled. */
@NullMarked
package io.spillway.cli.evaluate;

import org.jspecify.annotations.NullMarked;
