package io.spillway.testkit.stream;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.stream.StreamActivity;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of {@link StreamDirectory}. Extend it and return your directory from the factory
 * method.
 */
public abstract class StreamDirectoryContract implements MonitoredContract {

  /** Beginning of the ids of a test's streams, because a directory may have others. */
  private final String prefix = Fixtures.uniqueStream();

  private StreamDirectory directory;

  /** {@return the directory under test; it may have other streams} */
  protected abstract StreamDirectory newDirectory();

  /** {@return the retention with the directory's clock; empty if nothing expires} */
  protected Optional<Expiry> expiry() {
    return Optional.empty();
  }

  @BeforeEach
  final void openDirectory() {
    directory = newDirectory();
  }

  @Override
  public final StreamDirectory monitored() {
    return directory;
  }

  @Test
  void a_stream_is_stored_without_loss() {
    StreamActivity activity = new StreamActivity(prefix, NOW.plusNanos(1_000));

    directory.put(activity);

    assertThat(directory.list(prefix, PageRequest.first(10)).items()).containsExactly(activity);
  }

  @Test
  void a_stream_has_its_last_activity_once() {
    put("a", 0);
    put("a", 5);

    assertThat(directory.list(prefix, PageRequest.first(10)).items())
        .containsExactly(new StreamActivity(prefix + "a", NOW.plusSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void the_stream_with_the_latest_activity_is_first(int limit) {
    put("b", 1);
    put("c", 3);
    put("a", 2);
    put("A", 2);
    put("b", 4);

    assertThat(ids(prefix, limit)).containsExactly("b", "c", "a", "A");
  }

  @Test
  void a_prefix_is_compared_with_case_and_has_no_wildcards() {
    put("-one", 1);
    put("-On", 2);
    put("-on", 3);
    put(".on", 4);

    assertThat(ids(prefix + "-on", 10)).containsExactly("-on", "-one");
    assertThat(ids(prefix + "-o", 10)).containsExactly("-on", "-one");
    assertThat(ids(prefix + "_on", 10)).isEmpty();
    assertThat(ids(prefix + "-one-more", 10)).isEmpty();
  }

  @Test
  void ids_of_every_form_are_found() {
    Fixtures.foreignIds().stream()
        .filter(id -> prefix.length() + id.length() <= 255)
        .forEach(id -> put(id, 0));

    assertThat(ids(prefix, 3)).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    String longest = Fixtures.longestStream();
    directory.put(new StreamActivity(longest, NOW));
    assertThat(directory.list(longest, PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void without_a_prefix_all_streams_are_listed() {
    put("a", 0);

    assertThat(Pages.all(PageRequest.MAX_LIMIT, page -> directory.list(null, page)))
        .contains(new StreamActivity(prefix + "a", NOW));
  }

  @Test
  void a_stream_that_moves_to_the_first_page_is_not_listed_twice() {
    put("a", 1);
    put("b", 2);
    put("c", 3);
    Page<StreamActivity> first = directory.list(prefix, PageRequest.first(1));
    put("c", 4);
    put("b", 5);

    assertThat(first.items()).extracting(StreamActivity::streamId).containsExactly(prefix + "c");
    assertThat(directory.list(prefix, new PageRequest(10, first.nextCursor())).items())
        .extracting(StreamActivity::streamId)
        .containsExactly(prefix + "a");
  }

  @Test
  void a_cursor_belongs_to_its_prefix() {
    put("a", 1);
    put("b", 2);
    String cursor = directory.list(prefix, PageRequest.first(1)).nextCursor();

    assertThat(cursor).isNotNull();
    assertThatThrownBy(() -> directory.list(null, new PageRequest(1, cursor)))
        .isInstanceOf(InvalidCursorException.class);
    assertThatThrownBy(() -> directory.list(prefix, new PageRequest(1, "x")))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void sixteen_concurrent_writes_of_one_stream_leave_one_of_them() {
    Concurrently.call(
        i -> {
          put("a", i);
          return i;
        });

    assertThat(ids(prefix, 10)).containsExactly("a");
  }

  @Test
  void a_stream_is_listed_for_the_retention_after_its_last_activity() {
    assumeTrue(expiry().isPresent(), "nothing expires here");
    Expiry expiry = expiry().orElseThrow();
    put("a", 0);
    put("b", 0);
    expiry.clock().advance(expiry.kept().minusSeconds(2));
    put("a", 1);
    assertThat(ids(prefix, 10)).containsExactly("a", "b");

    expiry.clock().advance(Duration.ofSeconds(3));

    assertThat(ids(prefix, 10)).containsExactly("a");
  }

  private void put(String name, int second) {
    directory.put(new StreamActivity(prefix + name, NOW.plusSeconds(second)));
  }

  private List<String> ids(String wanted, int limit) {
    return Pages.all(limit, page -> directory.list(wanted, page)).stream()
        .map(found -> found.streamId().substring(prefix.length()))
        .toList();
  }
}
