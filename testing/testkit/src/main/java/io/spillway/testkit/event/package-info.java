/** The contracts of the event log, stats, alerts, the event queue and workflows. */
@NullMarked
package io.spillway.testkit.event;

import org.jspecify.annotations.NullMarked;
