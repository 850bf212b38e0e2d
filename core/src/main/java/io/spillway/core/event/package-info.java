/**
 * Events and their fan-out: {@link io.spillway.core.event.EventIntake} accepts events, {@link
 * io.spillway.core.event.EventArrivals} consumes them from the queue, {@link
 * io.spillway.core.event.EventWorkflow} decides the next step, and {@link
 * io.spillway.core.event.InProcessWorkflows} drives it without a workflow engine.
 */
@NullMarked
package io.spillway.core.event;

import org.jspecify.annotations.NullMarked;
