package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** The part of a store's promises about messages that are withdrawn again. */
abstract class WithdrawnMessagesContract extends UnmoderatedMessagesContract {

  @Test
  void a_message_that_was_withdrawn_is_gone_for_every_reader() {
    put(3);

    assertThat(store.withdraw(stream, "item-1")).isTrue();

    assertThat(store.find(stream, "item-1")).isEmpty();
    assertThat(ids(10)).containsExactly("item-2", "item-0");
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(2, 0));
  }

  @Test
  void withdrawing_again_finds_nothing_and_harms_nothing() {
    put(2);
    store.withdraw(stream, "item-1");

    assertThat(store.withdraw(stream, "item-1")).isFalse();
    assertThat(store.withdraw(stream, "never-there")).isFalse();
    assertThat(store.withdraw(Fixtures.uniqueStream(), "item-0")).isFalse();

    assertThat(ids(10)).containsExactly("item-0");
  }

  @Test
  void of_sixteen_who_withdraw_one_message_at_once_one_finds_it() {
    put(1);

    assertThat(Concurrently.call(i -> store.withdraw(stream, "item-0"))).containsOnlyOnce(true);
  }

  @Test
  void a_withdrawn_message_can_be_added_again() {
    Message hello = message(stream, "m-1").build();
    store.add(hello);
    store.withdraw(stream, "m-1");

    Message released =
        message(stream, "m-1").verdict(new Verdict.Released("mod-1", Fixtures.NOW)).build();

    assertThat(store.add(released)).isEqualTo(released);
    assertThat(store.find(stream, "m-1")).contains(released);
    assertThat(ids(10)).containsExactly("m-1");
  }

  @Test
  void a_listing_goes_on_when_the_last_message_of_a_page_was_withdrawn() {
    put(6);
    Page<Message> first = list(stream, PageRequest.first(2));
    store.withdraw(stream, "item-4");
    store.withdraw(stream, "item-2");

    assertThat(idsAfter(first, 2)).containsExactly("item-3", "item-1", "item-0");
  }
}
