/**
 * Notifications to receivers outside: {@link io.spillway.core.notification.Outbox} adds them,
 * {@link io.spillway.core.notification.NotificationSender} sends them.
 */
@NullMarked
package io.spillway.core.notification;

import org.jspecify.annotations.NullMarked;
