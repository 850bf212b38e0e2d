/** Policies, their revisions and their trials. */
@NullMarked
package io.spillway.functions.policies;

import org.jspecify.annotations.NullMarked;
