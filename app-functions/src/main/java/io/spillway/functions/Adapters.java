package io.spillway.functions;

import io.spillway.AlertRules;
import io.spillway.DelayedRetryPolicy;
import io.spillway.Sleeper;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.notification.NotificationRules;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.source.EventSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * External dependencies of the functions that differ between hosts.
 *
 * @param alertRules the events that raise an alert
 * @param alertChannel the receiver of alerts; null for none
 * @param deadLetterChannel the receiver of notices about dead letters; null for none
 * @param notificationRules the rules of notifications
 * @param eventQueue the queue {@link io.spillway.ports.queue.QueueNames#STREAM_EVENTS}
 * @param deadLetterQueue the queue {@link io.spillway.ports.queue.QueueNames#DEAD_LETTERS}
 * @param poisonEventQueue the queue {@link io.spillway.ports.queue.QueueNames#STREAM_EVENTS_POISON}
 * @param poisonDeadLetterQueue the queue {@link
 *     io.spillway.ports.queue.QueueNames#DEAD_LETTERS_POISON}
 * @param parking the rules by which events wait behind a dead letter of their stream; null if
 *     parking is off
 * @param retries the policy of automatic retries of events
 * @param workflowRetention the retention of histories of ended workflows
 * @param clock the current time
 * @param sleeper the pauses within a call
 * @param newId a generator of unique ids in the form of {@link io.spillway.ports.Ids}
 * @param origin the host and the build's version
 * @param sources the platforms whose webhooks become events, of different names
 */
public record Adapters(
    Stores stores,
    ContentClassifier classifier,
    AlertRules alertRules,
    @Nullable AlertChannel alertChannel,
    @Nullable DeadLetterChannel deadLetterChannel,
    NotificationRules notificationRules,
    WorkQueue eventQueue,
    WorkQueue deadLetterQueue,
    WorkQueue poisonEventQueue,
    WorkQueue poisonDeadLetterQueue,
    @Nullable ParkingRules parking,
    DelayedRetryPolicy retries,
    Duration workflowRetention,
    InstantSource clock,
    Sleeper sleeper,
    Supplier<String> newId,
    DeadLetter.Origin origin,
    List<EventSource> sources) {

  public Adapters {
    sources = List.copyOf(sources);
  }
}
