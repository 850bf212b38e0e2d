/** Notifications to receivers outside: the outbox from which they are sent. */
@NullMarked
package io.spillway.ports.notification;

import org.jspecify.annotations.NullMarked;
