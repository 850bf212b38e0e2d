package io.spillway.testkit;

import java.time.Duration;

/**
 * Retention of a store's items, with the store's clock.
 *
 * @param kept the retention, in whole seconds, at least 10
 * @param clock the store's clock, which the test advances
 */
public record Expiry(Duration kept, SettableClock clock) {}
