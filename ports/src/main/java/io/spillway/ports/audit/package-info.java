/** Audit trail of actions that are not steps of a review. */
@NullMarked
package io.spillway.ports.audit;

import org.jspecify.annotations.NullMarked;
