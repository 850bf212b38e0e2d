/** Withheld messages: the review queue, claims, decisions and their audit trail. */
@NullMarked
package io.spillway.functions.violations;

import org.jspecify.annotations.NullMarked;
