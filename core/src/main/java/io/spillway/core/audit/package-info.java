/** The audit trail of moderators and operators. */
@NullMarked
package io.spillway.core.audit;

import org.jspecify.annotations.NullMarked;
