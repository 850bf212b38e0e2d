package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagesTest {

  @Test
  void the_cursors_are_followed_over_short_and_empty_pages_to_the_end() {
    Map<String, Page<String>> pages =
        Map.of(
            "first", page("2", "a", "b"),
            "2", page("3"),
            "3", page("4", "c"),
            "4", page(null));

    assertThat(Pages.all(2, request -> pages.get(cursorOf(request))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void a_page_over_the_limit_fails_the_test() {
    assertThatThrownBy(() -> Pages.all(2, request -> page(null, "a", "b", "c")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_listing_without_an_end_fails_the_test() {
    assertThatThrownBy(() -> Pages.all(2, request -> page("again", "a")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("does not end");
  }

  private static String cursorOf(PageRequest request) {
    return request.cursor() == null ? "first" : request.cursor();
  }

  private static Page<String> page(@Nullable String nextCursor, String... items) {
    return new Page<>(List.of(items), nextCursor);
  }
}
