/** Contract tests of the event log, totals, alerts, the event queue and workflows. */
@NullMarked
package io.spillway.testkit.event;

import org.jspecify.annotations.NullMarked;
