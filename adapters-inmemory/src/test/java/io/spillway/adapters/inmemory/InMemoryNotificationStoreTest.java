package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.notification.NotificationStoreContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryNotificationStoreTest extends NotificationStoreContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected NotificationStore newStore() {
    return new InMemoryNotificationStore(clock);
  }

  @Override
  protected Optional<NotificationStore> newStoreOfAtMost(int max) {
    return Optional.of(new InMemoryNotificationStore(clock, max));
  }

  @Test
  void a_notification_is_forgotten_after_its_retention_and_not_before() {
    NotificationStore store = newStore();
    store.add(Notification.ofAlert("s1", "a", clock.instant(), clock.instant()));

    clock.advance(NotificationStore.RETENTION.minus(Duration.ofSeconds(1)));
    assertThat(store.find("s1~a")).isPresent();

    clock.advance(Duration.ofSeconds(1));
    assertThat(store.find("s1~a")).isEmpty();
    assertThat(store.count(NotificationKind.ALERT, NotificationState.PENDING, 1_000)).isZero();
  }
}
