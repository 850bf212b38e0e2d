package io.spillway;

import io.spillway.core.message.RecheckRules;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much is published that no classifier has looked at, on all streams.
 *
 * @param count how many messages
 * @param oldest when the oldest of them was sent; null when there are none
 * @param age how long ago that was; zero when there are none
 * @param isLate whether that is longer than {@link RecheckRules#alarmAge()}
 */
public record UnmoderatedBacklog(
    long count, @Nullable Instant oldest, Duration age, boolean isLate) {}
