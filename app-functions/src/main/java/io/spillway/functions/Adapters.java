package io.spillway.functions;

import io.spillway.AlertRules;
import io.spillway.Sleeper;
import io.spillway.core.event.ParkingRules;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the functions stand on, and that differs from one machine to the next.
 *
 * @param alertRules the events that are worth an alert
 * @param alertChannel told of each alert; null for none
 * @param eventQueue named {@link io.spillway.ports.queue.QueueNames#STREAM_EVENTS}
 * @param deadLetterQueue named {@link io.spillway.ports.queue.QueueNames#DEAD_LETTERS}
 * @param poisonEventQueue named {@link io.spillway.ports.queue.QueueNames#STREAM_EVENTS_POISON}
 * @param poisonDeadLetterQueue named {@link io.spillway.ports.queue.QueueNames#DEAD_LETTERS_POISON}
 * @param parking how long events wait behind a dead letter of their stream; null when none does
 * @param workflowRetention how long the histories of workflows that ended are kept
 * @param clock what time it is
 * @param sleeper lets time go by within a call
 * @param newId an id that was never given before, in the form of {@link io.spillway.ports.Ids}
 * @param origin this machine and the build's version
 */
public record Adapters(
    Stores stores,
    ContentClassifier classifier,
    AlertRules alertRules,
    @Nullable AlertChannel alertChannel,
    WorkQueue eventQueue,
    WorkQueue deadLetterQueue,
    WorkQueue poisonEventQueue,
    WorkQueue poisonDeadLetterQueue,
    @Nullable ParkingRules parking,
    Duration workflowRetention,
    InstantSource clock,
    Sleeper sleeper,
    Supplier<String> newId,
    DeadLetter.Origin origin) {}
