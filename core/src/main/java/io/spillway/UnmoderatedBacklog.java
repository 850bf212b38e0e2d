package io.spillway;

import io.spillway.core.message.RecheckRules;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Backlog of published messages that no classifier has scored, on all streams.
 *
 * @param count the number of messages, counted up to {@link
 *     io.spillway.ports.Backlog#COUNTED_UP_TO}
 * @param oldest the time of the oldest message; null when the backlog is empty
 * @param age the age of the oldest message; zero when the backlog is empty
 * @param isLate whether the age is over {@link RecheckRules#alarmAge()}
 */
public record UnmoderatedBacklog(
    long count, @Nullable Instant oldest, Duration age, boolean isLate) {}
