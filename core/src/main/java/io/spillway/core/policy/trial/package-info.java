/** Trials of policies on past messages, and the precision of automated flagging. */
@NullMarked
package io.spillway.core.policy.trial;

import org.jspecify.annotations.NullMarked;
