package io.spillway.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class NotificationKickTest {

  private final SenderFixture given = new SenderFixture();
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private Outbox kicking(NotificationKick kick) {
    return new Outbox(given.stores.notifications(), given.clock, kick);
  }

  private void announce(Outbox outbox, String id) {
    given.raise("s1", id);
    outbox.announce(given.plain.alerts().find("s1", id).orElseThrow());
  }

  @Test
  void adding_sends_nothing_itself_and_starts_one_task_however_many_are_added() {
    Outbox outbox = kicking(new NotificationKick(tasks::add, given.sender));

    announce(outbox, "a");
    announce(outbox, "b");
    announce(outbox, "c");

    assertThat(given.called).isEmpty();
    assertThat(tasks).hasSize(1);
    tasks.remove().run();
    assertThat(given.arrived).containsExactly("s1/a", "s1/b", "s1/c");
  }

  @Test
  void an_alert_that_is_added_while_a_task_ends_starts_another() {
    Outbox outbox = kicking(new NotificationKick(tasks::add, given.sender));
    announce(outbox, "a");
    tasks.remove().run();

    announce(outbox, "b");

    assertThat(tasks).hasSize(1);
    tasks.remove().run();
    assertThat(given.arrived).containsExactly("s1/a", "s1/b");
  }

  @Test
  void a_start_that_the_executor_refuses_is_made_up_for_by_the_next_and_by_maintenance() {
    boolean[] isFull = {true};
    Outbox outbox =
        kicking(
            new NotificationKick(
                task -> {
                  if (isFull[0]) {
                    throw new RejectedExecutionException();
                  }
                  tasks.add(task);
                },
                given.sender));
    announce(outbox, "a");
    given.pass(Duration.ofMinutes(1));
    assertThat(given.arrived).containsExactly("s1/a");
    isFull[0] = false;

    announce(outbox, "b");
    tasks.remove().run();

    assertThat(given.arrived).containsExactly("s1/a", "s1/b");
  }

  @Test
  void a_store_that_fails_ends_the_task_and_the_next_start_sends() {
    Outbox outbox = kicking(new NotificationKick(tasks::add, given.sender));
    announce(outbox, "a");
    given.faults.failBefore("NotificationStore.due", SenderFixture.AWAY);
    tasks.remove().run();
    assertThat(given.arrived).isEmpty();

    announce(outbox, "b");
    tasks.remove().run();

    assertThat(given.arrived).containsExactly("s1/a", "s1/b");
  }
}
