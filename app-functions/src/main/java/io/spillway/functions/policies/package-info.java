/** Policies, their revisions and simulations. */
@NullMarked
package io.spillway.functions.policies;

import org.jspecify.annotations.NullMarked;
