package io.spillway.adapters.inmemory;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.message.MessageFeedContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryMessageFeedTest extends MessageFeedContract {

  private final SettableClock clock = new SettableClock();

  @Override
  protected Stores newStores() {
    InMemoryMessageStore store = new InMemoryMessageStore(Retention.STANDARD, clock);
    return new Stores() {
      @Override
      public MessageStore messages() {
        return store;
      }

      @Override
      public MessageFeed feed() {
        return store;
      }
    };
  }

  @Override
  protected Optional<SettableClock> clock() {
    return Optional.of(clock);
  }

  @Test
  void a_cursor_of_an_earlier_process_is_rejected() {
    InMemoryMessageStore earlier = new InMemoryMessageStore(Retention.STANDARD, clock);
    earlier.add(message("s", "m-1").build());
    String cursor = earlier.read("s", null, 10).cursor();
    clock.advance(Duration.ofSeconds(1));
    InMemoryMessageStore now = new InMemoryMessageStore(Retention.STANDARD, clock);

    assertThatThrownBy(() -> now.read("s", cursor, 10)).isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void the_number_of_changes_is_bounded_and_a_cursor_before_them_is_rejected() {
    InMemoryMessageStore store = new InMemoryMessageStore(2);
    String start = store.read("s", null, 10).cursor();
    for (int i = 0; i < 4; i++) {
      store.add(message("s", "m-" + i).build());
      store.withdraw("s", "m-" + i);
    }
    String end = store.read("s", null, 10).cursor();

    assertThatThrownBy(() -> store.read("s", start, 10)).isInstanceOf(InvalidCursorException.class);
    assertThat(store.read("s", end, 10)).isEqualTo(new FeedPage(List.of(), end));
  }
}
