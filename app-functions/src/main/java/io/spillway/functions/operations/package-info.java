/** Operation of the service: health, queues, timers and the dashboard's pages. */
@NullMarked
package io.spillway.functions.operations;

import org.jspecify.annotations.NullMarked;
