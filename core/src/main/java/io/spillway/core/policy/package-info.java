/** Which policy is in force where, and how people change it. */
@NullMarked
package io.spillway.core.policy;

import org.jspecify.annotations.NullMarked;
