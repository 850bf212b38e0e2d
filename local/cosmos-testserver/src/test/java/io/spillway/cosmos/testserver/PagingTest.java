package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagingTest {
  private static final String ORDERED = "SELECT * FROM c ORDER BY c.n DESC";
  private final CosmosContainer container = Sdk.container();

  @BeforeEach
  void ten_documents() {
    for (int i = 0; i < 10; i++) {
      container.createItem(item("" + i, i % 2 == 0 ? "even" : "odd").put("n", i / 2));
    }
  }

  @Test
  void pages_follow_each_other_without_gap_or_overlap() {
    assertThat(allPages("even", "SELECT * FROM c", 2))
        .containsExactly(List.of("0", "2"), List.of("4", "6"), List.of("8"));
    assertThat(allPages(null, ORDERED, 4))
        .containsExactly(
            List.of("8", "9", "6", "7"), List.of("4", "5", "2", "3"), List.of("0", "1"));
  }

  @Test
  void a_full_last_page_says_that_it_is_the_last() {
    assertThat(allPages("even", "SELECT * FROM c", 5)).hasSize(1);
  }

  @Test
  void top_and_limit_hold_over_all_pages() {
    assertThat(allPages("even", "SELECT TOP 3 * FROM c", 2))
        .containsExactly(List.of("0", "2"), List.of("4"));
    assertThat(allPages("even", ORDERED + " OFFSET 1 LIMIT 3", 2))
        .containsExactly(List.of("6", "4"), List.of("2"));
  }

  @Test
  void writes_between_pages_neither_repeat_nor_hide_the_others() {
    FeedResponse<JsonNode> first = page(container, "even", ORDERED, null, 2);
    container.createItem(item("new", "even").put("n", 99));
    container.deleteItem("8", key("even"), new CosmosItemRequestOptions());
    FeedResponse<JsonNode> second =
        page(container, "even", ORDERED, first.getContinuationToken(), 2);
    assertThat(ids(first)).containsExactly("8", "6");
    assertThat(ids(second)).containsExactly("4", "2");
  }

  @Test
  void a_page_can_begin_after_a_document_without_the_path() {
    container.createItem(item("none", "odd"));
    assertThat(allPages("odd", "SELECT * FROM c ORDER BY c.n", 1))
        .startsWith(List.of("none"), List.of("1"))
        .hasSize(6);
  }

  @Test
  void a_token_of_another_query_is_refused() {
    String token = page(container, "even", ORDERED, null, 2).getContinuationToken();
    var failure = failure(() -> page(container, "even", "SELECT * FROM c", token, 2));
    assertThat(failure.getStatusCode()).isEqualTo(400);
    String mangled = token.replaceFirst("\"token\":\"[^\"]{4}", "\"token\":\"!!!!");
    assertThat(mangled).isNotEqualTo(token);
    var invalid = failure(() -> page(container, "even", ORDERED, mangled, 2));
    assertThat(invalid.getStatusCode()).isEqualTo(400);
  }

  @Test
  void a_page_ends_early_when_it_is_large() {
    String text = "x".repeat(1_500_000);
    for (int i = 0; i < 4; i++) {
      container.createItem(item("" + i, "large").put("text", text));
    }
    assertThat(allPages("large", "SELECT * FROM c", 100))
        .containsExactly(List.of("0", "1", "2"), List.of("3"));
  }

  private List<List<String>> allPages(@Nullable String pk, String sql, int size) {
    List<List<String>> pages = new ArrayList<>();
    String token = null;
    do {
      FeedResponse<JsonNode> page = page(container, pk, sql, token, size);
      pages.add(ids(page));
      token = page.getContinuationToken();
    } while (token != null);
    return pages;
  }

  private static List<String> ids(FeedResponse<JsonNode> page) {
    return page.getResults().stream().map(row -> row.path("id").asText()).toList();
  }
}
