/** Events, their workflows, and the resulting statistics and alerts. */
@NullMarked
package io.spillway.functions.events;

import org.jspecify.annotations.NullMarked;
