package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.message.MessageStore;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ListingContract;
import io.spillway.testkit.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of filtered listings and counts; part of {@link MessageArchiveContract}. */
abstract class FilteredMessagesContract extends ListingContract<Message> {

  private static final Instant NOW = Fixtures.NOW;

  MessageStore store;
  MessageArchive archive;

  /** {@return stores with messages and their archive; they may have other messages} */
  protected abstract Stores newStores();

  @BeforeEach
  final void openStores() {
    Stores stores = newStores();
    store = stores.messages();
    archive = stores.messageArchive();
  }

  private MessageFilter here() {
    return MessageFilter.all().inStream(stream);
  }

  private List<String> ids(MessageFilter filter, MessageOrder order, int limit) {
    return Pages.all(limit, page -> archive.list(filter, order, page)).stream()
        .map(this::idOf)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 50})
  void messages_are_listed_in_both_orders_with_any_limit(int limit) {
    put(4);

    assertThat(ids(here(), MessageOrder.OLDEST_FIRST, limit))
        .containsExactly("item-0", "item-1", "item-2", "item-3");
    assertThat(ids(here(), MessageOrder.NEWEST_FIRST, limit))
        .containsExactly("item-3", "item-2", "item-1", "item-0");
    assertThat(archive.count(here(), 1_000)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void a_range_includes_its_start_and_not_its_end(int limit) {
    put(6);
    MessageFilter middle = here().sentFrom(NOW.plusSeconds(1)).sentBefore(NOW.plusSeconds(4));

    assertThat(ids(middle, MessageOrder.OLDEST_FIRST, limit))
        .containsExactly("item-1", "item-2", "item-3");
    assertThat(ids(middle, MessageOrder.NEWEST_FIRST, limit))
        .containsExactly("item-3", "item-2", "item-1");
    assertThat(archive.count(middle, 1_000)).isEqualTo(3);
    assertThat(archive.count(middle.sentFrom(NOW.plusSeconds(4)), 1_000)).isZero();
    assertThat(archive.count(middle.sentFrom(NOW.plusNanos(1_000_000_001)), 1_000)).isEqualTo(2);
    assertThat(ids(middle.sentFrom(NOW.plusSeconds(5)), MessageOrder.OLDEST_FIRST, limit))
        .isEmpty();
  }

  @Test
  void an_author_is_matched_by_the_name_in_its_comparable_form_on_one_stream_or_on_all() {
    String name = Fixtures.uniqueId("Åsa");
    String spelled = " A\u030A" + name.substring(1) + "\u200B";
    String another = Fixtures.uniqueStream();
    store.add(message(stream, "m-1").author(name).build());
    store.add(message(stream, "m-2").author(spelled).sentAt(NOW.plusSeconds(1)).build());
    store.add(message(stream, "m-3").author(name.toUpperCase(Locale.ROOT)).build());
    store.add(message(another, "m-4").author(name).sentAt(NOW.plusSeconds(2)).build());

    for (String asked : List.of(name, spelled)) {
      assertThat(ids(here().byAuthor(asked), MessageOrder.OLDEST_FIRST, 1))
          .containsExactly("m-1", "m-2");
      MessageFilter everywhere = MessageFilter.all().byAuthor(asked);
      assertThat(ids(everywhere, MessageOrder.NEWEST_FIRST, 2))
          .containsExactly("m-4", "m-2", "m-1");
      assertThat(archive.count(everywhere, 1_000)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void messages_of_several_streams_with_one_time_and_id_are_each_listed_once(int limit) {
    String author = Fixtures.uniqueId("ada");
    List<String> streams =
        List.of(Fixtures.uniqueStream(), Fixtures.uniqueStream(), Fixtures.uniqueStream());
    for (String each : streams) {
      store.add(message(each, "m-1").author(author).build());
      store.add(message(each, "m-2").author(author).build());
    }
    MessageFilter filter = MessageFilter.all().byAuthor(author);

    for (MessageOrder order : MessageOrder.values()) {
      assertThat(Pages.all(limit, page -> archive.list(filter, order, page)))
          .hasSize(6)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_listing_starts_after_any_position_whether_or_not_a_message_is_at_it() {
    put(6);
    put(stream, "item-2a", NOW.plusSeconds(2));
    store.withdraw(stream, "item-2");

    assertThat(idsAfter(MessageOrder.OLDEST_FIRST, "item-2", 2))
        .containsExactly("item-2a", "item-3", "item-4", "item-5");
    assertThat(idsAfter(MessageOrder.NEWEST_FIRST, "item-2", 2))
        .containsExactly("item-1", "item-0");
    assertThat(idsAfter(MessageOrder.OLDEST_FIRST, "item-9", 9)).isEmpty();
    MessageFilter early = here().sentBefore(NOW.plusSeconds(2));
    String beyond = early.cursorAfter(MessageOrder.NEWEST_FIRST, NOW.plusSeconds(4), "item-4");
    assertThat(ids(archive.list(early, MessageOrder.NEWEST_FIRST, new PageRequest(9, beyond))))
        .containsExactly("item-1", "item-0");
  }

  private List<String> idsAfter(MessageOrder order, String id, int limit) {
    Instant at = NOW.plusSeconds(Integer.parseInt(id.substring(5)));
    PageRequest start = new PageRequest(limit, here().cursorAfter(order, at, id));
    return Pages.from(start, page -> archive.list(here(), order, page)).stream()
        .map(this::idOf)
        .toList();
  }

  @Test
  void a_cursor_of_another_filter_or_order_is_rejected() {
    put(3);
    Page<Message> first = archive.list(here(), MessageOrder.OLDEST_FIRST, PageRequest.first(1));
    PageRequest next = PageRequest.first(1).at(first.nextCursor());

    for (MessageFilter other :
        List.of(
            MessageFilter.all(),
            here().byAuthor("ada"),
            here().sentFrom(NOW),
            here().sentBefore(NOW.plusSeconds(9)))) {
      assertThatThrownBy(() -> archive.list(other, MessageOrder.OLDEST_FIRST, next))
          .isInstanceOf(InvalidCursorException.class);
    }
    assertThatThrownBy(() -> archive.list(here(), MessageOrder.NEWEST_FIRST, next))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void messages_are_counted_up_to_a_limit() {
    put(4);

    assertThat(archive.count(here(), 3)).isEqualTo(3);
    assertThat(archive.count(here(), 4)).isEqualTo(4);
    assertThat(archive.count(here(), 5)).isEqualTo(4);
    assertThat(archive.count(here(), Integer.MAX_VALUE)).isEqualTo(4);
  }

  @Test
  void a_withdrawn_message_is_neither_listed_nor_counted() {
    put(3);
    store.withdraw(stream, "item-1");

    assertThat(ids(here(), MessageOrder.OLDEST_FIRST, 9)).containsExactly("item-0", "item-2");
    assertThat(archive.count(here(), 1_000)).isEqualTo(2);
    assertThat(archive.count(stream).published()).isEqualTo(2);
    assertThat(archive.count(MessageFilter.all().inStream(Fixtures.uniqueStream()), 1_000))
        .isZero();
  }
}
