/** Stream events, their workflows, totals and alerts. */
@NullMarked
package io.spillway.ports.event;

import org.jspecify.annotations.NullMarked;
