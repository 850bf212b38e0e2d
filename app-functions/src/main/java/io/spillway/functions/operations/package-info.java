/** What operators run the service by: health, queues, timers, and the pages. */
@NullMarked
package io.spillway.functions.operations;

import org.jspecify.annotations.NullMarked;
