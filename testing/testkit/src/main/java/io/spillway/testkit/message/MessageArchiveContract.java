package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Recount;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link MessageArchive}. Extend it and return your stores from the factory
 * method.
 */
public abstract class MessageArchiveContract extends FilteredMessagesContract
    implements MonitoredContract {

  /**
   * {@return an archive whose database is unreachable; empty if there is no such state} The
   * implementor restores the connection after the test.
   */
  protected Optional<MessageArchive> newArchiveOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final MessageArchive monitored() {
    return archive;
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    store.add(message(streamId, id).sentAt(at).build());
  }

  @Override
  protected final Page<Message> list(String streamId, PageRequest page) {
    return archive.list(streamId, page);
  }

  @Override
  protected final String idOf(Message message) {
    return message.messageId();
  }

  @Test
  void a_message_is_listed_with_its_latest_verdict() {
    Message read =
        store.add(
            message(stream, "m-1")
                .text(Fixtures.AWKWARD_TEXT)
                .verdict(Fixtures.unmoderated())
                .build());
    assertThat(archive.list(stream, PageRequest.first(10)).items()).containsExactly(read);

    store.add(message(stream, "m-1").text("another").build());
    store.replaceVerdict(read, Fixtures.allowed());

    assertThat(archive.list(stream, PageRequest.first(10)).items())
        .containsExactly(read.with(Fixtures.allowed()));
    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void an_unreachable_archive_fails_with_a_transient_failure() {
    Optional<MessageArchive> unreachable = newArchiveOutOfReach();
    assumeTrue(unreachable.isPresent(), "this archive is never unreachable");

    assertThat(Failures.of(() -> unreachable.get().list(stream, PageRequest.first(1))).code())
        .isEqualTo("messages.unavailable");
    assertThat(Failures.of(() -> unreachable.get().count(stream)).code())
        .isEqualTo("messages.unavailable");
  }

  @Test
  void sixteen_concurrent_adds_of_different_messages_lose_none() {
    Concurrently.call(
        i -> {
          for (int n = 0; n < 10; n++) {
            put(stream, "m-" + i + "-" + n, Fixtures.NOW.plusSeconds(n));
          }
          return i;
        });

    assertThat(ids(50)).hasSize(160).doesNotHaveDuplicates();
    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(160, 0));
  }

  @Test
  void unmoderated_messages_are_counted_separately() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").verdict(Fixtures.unmoderated()).build());
    store.add(message(stream, "m-3").verdict(Fixtures.unmoderated()).build());
    store.add(message(stream, "m-4").verdict(new Verdict.Released("ada", Fixtures.NOW)).build());
    store.add(message(stream, "m-5").verdict(Fixtures.marked()).build());
    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(5, 2));

    store.withdraw(stream, "m-2");

    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(4, 1));
  }

  @Test
  void an_unknown_stream_has_no_messages() {
    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(0, 0));
    assertThat(archive.recount(stream).after()).isEqualTo(new MessageCounts(0, 0));
  }

  @Test
  void sixteen_concurrent_adds_and_withdrawals_of_one_message_count_once() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String id = "race-" + round;
      var added =
          Concurrently.call(
              i -> store.add(message(stream, id).verdict(Fixtures.unmoderated()).build()));
      assertThat(added).hasSize(Concurrently.THREADS);
      assertThat(archive.count(stream)).isEqualTo(new MessageCounts(1, 1));

      assertThat(Concurrently.call(i -> store.withdraw(stream, id))).containsOnlyOnce(true);
      assertThat(archive.count(stream)).isEqualTo(new MessageCounts(0, 0));
    }
  }

  @Test
  void a_verdict_that_replaces_another_changes_the_unmoderated_messages_once() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      Message read =
          store.add(message(stream, "m-" + round).verdict(Fixtures.unmoderated()).build());
      assertThat(Concurrently.call(i -> store.replaceVerdict(read, Fixtures.allowed())))
          .containsOnlyOnce(true);
      assertThat(archive.count(stream)).isEqualTo(new MessageCounts(round + 1, 0));
    }
    Message read = store.find(stream, "m-0").orElseThrow();
    assertThat(store.replaceVerdict(read, Fixtures.marked())).isTrue();
    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(Concurrently.ROUNDS, 0));
  }

  @Test
  void a_withdrawal_beside_a_new_verdict_leaves_no_message_counted() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      Message read = store.add(message(stream, "m").verdict(Fixtures.unmoderated()).build());
      Concurrently.call(
          i ->
              i % 2 == 0
                  ? store.withdraw(stream, "m")
                  : store.replaceVerdict(read, Fixtures.allowed()));
      assertThat(archive.count(stream)).isEqualTo(new MessageCounts(0, 0));
    }
  }

  @Test
  void a_recount_of_right_numbers_changes_nothing() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").verdict(Fixtures.unmoderated()).build());
    store.add(message(stream, "m-3").build());
    store.withdraw(stream, "m-3");
    MessageCounts counts = new MessageCounts(2, 1);

    assertThat(archive.recount(stream)).isEqualTo(new Recount<>(counts, counts));
    assertThat(archive.recount(stream)).isEqualTo(new Recount<>(counts, counts));
    assertThat(archive.count(stream)).isEqualTo(counts);
  }

  @Test
  void a_recount_leaves_out_messages_whose_retention_has_ended() {
    assumeTrue(expiry().isPresent(), "nothing expires here");
    Expiry expiry = expiry().orElseThrow();
    store.add(message(stream, "m-1").verdict(Fixtures.unmoderated()).build());
    expiry.clock().advance(expiry.kept().plusSeconds(1));
    store.add(message(stream, "m-2").build());

    assertThat(archive.recount(stream).after()).isEqualTo(new MessageCounts(1, 0));
    assertThat(archive.count(stream)).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void the_nearest_messages_on_both_sides_of_a_position_are_in_chronological_order() {
    put(9);
    put(Fixtures.uniqueStream(), "elsewhere", Fixtures.NOW.plusSeconds(4));
    Instant at = store.find(stream, "item-4").orElseThrow().sentAt();

    assertThat(read(archive.neighbours(stream, "item-4", at, 3, 2)))
        .isEqualTo("[item-1, item-2, item-3] [item-5, item-6]");

    store.withdraw(stream, "item-4");
    store.withdraw(stream, "item-3");
    assertThat(read(archive.neighbours(stream, "item-4", at, 1, 9)))
        .isEqualTo("[item-2] [item-5, item-6, item-7, item-8]");
    assertThat(read(archive.neighbours(stream, "item-4", at, 0, 0))).isEqualTo("[] []");
    assertThat(read(archive.neighbours(Fixtures.uniqueStream(), "item-4", at, 5, 5)))
        .isEqualTo("[] []");
  }

  @Test
  void messages_of_one_instant_are_ordered_by_id() {
    for (String id : List.of("a", "b", "c", "d")) {
      put(stream, id, Fixtures.NOW);
    }

    assertThat(read(archive.neighbours(stream, "b", Fixtures.NOW, 5, 5))).isEqualTo("[a] [c, d]");
    assertThat(read(archive.neighbours(stream, "bb", Fixtures.NOW, 1, 1))).isEqualTo("[b] [c]");
  }

  @Test
  void too_many_neighbours_are_rejected() {
    assertThatThrownBy(() -> archive.neighbours(stream, "m", Fixtures.NOW, 51, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 50");
    assertThatThrownBy(() -> archive.neighbours(stream, "m", Fixtures.NOW, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void marked_messages_are_listed_separately_until_their_verdict_changes() {
    Verdict.Marked marked = Fixtures.marked();
    store.add(message(stream, "m-1").build());
    for (int i = 2; i <= 4; i++) {
      store.add(
          message(stream, "m-" + i).sentAt(Fixtures.NOW.plusSeconds(i)).verdict(marked).build());
    }
    store.add(message(Fixtures.uniqueStream(), "m-5").verdict(marked).build());

    Page<Message> first = archive.marked(stream, PageRequest.first(2));

    assertThat(ids(first)).containsExactly("m-4", "m-3");
    assertThat(first.items().get(0).verdict()).isEqualTo(marked);
    PageRequest next = new PageRequest(2, first.nextCursor());
    assertThat(ids(archive.marked(stream, next))).containsExactly("m-2");
    assertThatThrownBy(() -> archive.list(stream, next)).isInstanceOf(InvalidCursorException.class);
    store.replaceVerdict(first.items().get(0), Fixtures.allowed());
    assertThat(ids(archive.marked(stream, PageRequest.first(9)))).containsExactly("m-3", "m-2");
  }

  @Test
  void a_listing_continues_after_the_last_message_of_a_page_was_withdrawn() {
    put(6);
    Page<Message> first = list(stream, PageRequest.first(2));
    store.withdraw(stream, "item-4");
    store.withdraw(stream, "item-2");

    assertThat(idsAfter(first, 2)).containsExactly("item-3", "item-1", "item-0");
  }

  @Test
  void an_authors_messages_are_found_on_one_stream_or_on_all_up_to_an_instant() {
    String another = Fixtures.uniqueStream();
    String author = Fixtures.uniqueId("Åsa");
    store.add(message(stream, "m-1").author(author).build());
    store.add(message(stream, "m-2").author(author).verdict(Fixtures.unmoderated()).build());
    store.add(message(another, "m-3").author(author).build());
    store.add(message(stream, "later").author(author).sentAt(Fixtures.NOW.plusSeconds(1)).build());
    store.add(message(stream, "other").author(author.toUpperCase(Locale.ROOT)).build());
    Instant end = Fixtures.NOW.plusSeconds(1);

    assertThat(archive.ofAuthor(author, null, end, 10))
        .extracting(Message::messageId)
        .containsExactlyInAnyOrder("m-1", "m-2", "m-3");
    assertThat(archive.ofAuthor(author, stream, end, 10))
        .extracting(Message::messageId)
        .containsExactlyInAnyOrder("m-1", "m-2");
    assertThat(archive.ofAuthor(author, null, end, 2)).hasSize(2);
    assertThat(archive.ofAuthor(author, null, Fixtures.NOW, 10)).isEmpty();
    assertThat(archive.ofAuthor(Fixtures.uniqueId("nobody"), null, end, 10)).isEmpty();
  }

  @Test
  void an_authors_messages_are_found_in_every_spelling_that_differs_only_invisibly() {
    String author = Fixtures.uniqueId("Jos\u00e9");
    List<String> spellings =
        List.of(
            author,
            Normalizer.normalize(author, Normalizer.Form.NFD),
            " " + author + "\u00a0",
            author + "\u200b",
            "\u202e" + author);
    for (int i = 0; i < spellings.size(); i++) {
      store.add(message(stream, "m-" + i).author(spellings.get(i)).build());
    }
    store.add(message(stream, "other").author(author.toUpperCase(Locale.ROOT)).build());

    for (String spelling : spellings) {
      assertThat(archive.ofAuthor(spelling, null, Fixtures.NOW.plusSeconds(1), 10))
          .extracting(Message::messageId)
          .containsExactlyInAnyOrder("m-0", "m-1", "m-2", "m-3", "m-4");
    }
  }

  private String read(MessageContext neighbours) {
    return ids(new Page<>(neighbours.before(), null))
        + " "
        + ids(new Page<>(neighbours.after(), null));
  }
}
