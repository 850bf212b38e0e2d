/**
 * Local functions host, configured by the annotations that the real host reads: HTTP routes, queues
 * and timers.
 */
@NullMarked
package io.spillway.local.host;

import org.jspecify.annotations.NullMarked;
