package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.Stores;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.MessageFeed;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.message.FeedReader;
import io.spillway.testkit.message.MessageFeedContract;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract test on the test server. */
class CosmosMessageFeedTest extends MessageFeedContract {

  @Override
  protected Stores newStores() {
    return TestCosmos.STORES;
  }

  @Override
  protected Optional<SettableClock> clock() {
    return Optional.of(TestCosmos.CLOCK);
  }

  @Override
  protected Optional<MessageFeed> newFeedOutOfReach() {
    TestCosmos.SERVER.faults().next(100, Fault.unavailable(), call -> true);
    return Optional.of(feed());
  }

  /** Both orders of the two requests would pass without a stalled one. */
  @ParameterizedTest
  @EnumSource(names = {"CHANGE_FEED", "QUERY"})
  void a_withdrawal_during_the_first_read_is_not_missed(Operation stalled) throws Exception {
    String stream = Fixtures.uniqueStream();
    TestCosmos.STORES.messages().add(message(stream, "m-1").build());
    TestCosmos.SERVER.faults().next(1, Fault.stall(Duration.ofMinutes(1)), stalled, "messages");
    CompletableFuture<FeedPage> reading =
        CompletableFuture.supplyAsync(() -> feed().read(stream, null, 10));
    while (TestCosmos.SERVER.faults().stalled() == 0 && !reading.isDone()) {
      Thread.onSpinWait();
    }
    TestCosmos.STORES.messages().withdraw(stream, "m-1");
    TestCosmos.SERVER.faults().release();

    FeedReader reader = new FeedReader(feed(), stream, 10, reading.get().cursor());
    reader.apply(reading.get());
    reader.readToTheEnd();

    assertThat(reader.shown()).isEmpty();
  }

  @Test
  void a_cursor_is_short_and_valid_in_another_process() {
    String stream = Fixtures.uniqueStream();
    String cursor = feed().read(stream, null, 10).cursor();
    TestCosmos.STORES.messages().add(message(stream, "m-1").build());

    assertThat(cursor).hasSizeLessThan(50);
    assertThat(TestCosmos.stores().feed().read(stream, cursor, 10).changes()).hasSize(1);
  }

  private static CosmosMessageFeed feed() {
    return (CosmosMessageFeed) TestCosmos.STORES.feed();
  }

  @AfterEach
  void reset_the_database() {
    TestCosmos.SERVER.faults().clear();
    var unused = TestCosmos.STORES.messages().find("any", "m-1");
  }
}
