/** Events, their workflows, and the numbers and alerts that come of them. */
@NullMarked
package io.spillway.functions.events;

import org.jspecify.annotations.NullMarked;
