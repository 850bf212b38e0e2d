/**
 * Events and their fan-out: {@link io.spillway.core.event.EventIntake} takes events in, {@link
 * io.spillway.core.event.EventArrivals} takes them off the queue, {@link
 * io.spillway.core.event.EventWorkflow} decides what happens next, and {@link
 * io.spillway.core.event.InProcessWorkflows} drives it where there is no workflow engine.
 */
@NullMarked
package io.spillway.core.event;

import org.jspecify.annotations.NullMarked;
