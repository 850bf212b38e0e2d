/** Stored policies and the cache of those in force. */
@NullMarked
package io.spillway.core.policy;

import org.jspecify.annotations.NullMarked;
