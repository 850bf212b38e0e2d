package io.spillway.testkit;

import java.time.Duration;

/**
 * Time for which a store keeps an item after it was written.
 *
 * @param kept in whole seconds, at least 10
 * @param clock the store's own, which the test moves on
 */
public record Expiry(Duration kept, SettableClock clock) {}
