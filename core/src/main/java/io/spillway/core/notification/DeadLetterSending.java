package io.spillway.core.notification;

import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationKind;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Notices about dead letters. */
record DeadLetterSending(DeadLetterChannel channel) implements Sending {

  @Override
  public NotificationKind kind() {
    return NotificationKind.DEAD_LETTERS;
  }

  @Override
  public Optional<BooleanSupplier> prepare(Notification notification) {
    return notification.content() instanceof Notification.OfDeadLetters of
        ? Optional.of(() -> channel.send(notification.id(), of.notice()))
        : Optional.empty();
  }
}
