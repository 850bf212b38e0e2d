/** Accuracy of the local classifier and of policies on texts with human labels. */
@NullMarked
package io.spillway.cli.evaluate;

import org.jspecify.annotations.NullMarked;
