/** Audit trail: the log of actions, merged with the steps of reviews. */
@NullMarked
package io.spillway.core.audit;

import org.jspecify.annotations.NullMarked;
