package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
  private static final FeedRange A = FeedRange.forLogicalPartition(key("A"));

  private final CosmosContainer container = Sdk.container(Sdk.spec().withDefaultTtl(-1));

  @Test
  void the_latest_version_of_each_document_is_told_in_the_order_of_writes() {
    container.createItem(item("1", "A"));
    container.createItem(item("2", "A"));
    container.createItem(item("elsewhere", "B"));
    container.createItem(item("3", "A"));
    container.upsertItem(item("1", "A").put("n", 2));
    container.deleteItem("2", key("A"), new CosmosItemRequestOptions());

    FeedResponse<JsonNode> page = page(beginning(), 10);

    assertThat(ids(page)).containsExactly("3", "1");
    assertThat(page.getResults().get(1).path("n").asInt()).isEqualTo(2);
  }

  @Test
  void a_page_continues_after_the_previous_one() {
    for (int i = 0; i < 5; i++) {
      container.createItem(item("" + i, "A"));
    }

    FeedResponse<JsonNode> first = page(beginning(), 2);
    FeedResponse<JsonNode> second = page(continuation(first), 2);
    FeedResponse<JsonNode> last = page(continuation(second), 2);

    assertThat(ids(first)).containsExactly("0", "1");
    assertThat(ids(second)).containsExactly("2", "3");
    assertThat(ids(last)).containsExactly("4");
    assertThat(ids(page(continuation(last), 2))).isEmpty();
  }

  @Test
  void from_now_on_nothing_earlier_is_told_and_everything_later() {
    container.createItem(item("1", "A"));
    FeedResponse<JsonNode> now =
        page(CosmosChangeFeedRequestOptions.createForProcessingFromNow(A), 2);
    assertThat(now.getResults()).isEmpty();
    assertThat(ids(page(continuation(now), 2))).isEmpty();

    container.createItem(item("2", "A"));

    assertThat(ids(page(continuation(now), 2))).containsExactly("2");
  }

  @Test
  void the_documents_of_a_batch_are_on_one_page() {
    container.createItem(item("0", "A"));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(key("A"));
    for (int i = 1; i < 15; i++) {
      batch.createItemOperation(item("" + i, "A"));
    }
    container.executeCosmosBatch(batch);

    FeedResponse<JsonNode> first = page(beginning(), 2);

    assertThat(ids(first)).hasSize(15).endsWith("9", "10", "11", "12", "13", "14");
  }

  @Test
  void an_expired_document_is_not_told() {
    container.createItem(item("1", "A").put("ttl", 60));
    container.createItem(item("2", "A"));
    Sdk.CLOCK.advance(Duration.ofSeconds(60));

    assertThat(ids(page(beginning(), 10))).containsExactly("2");
  }

  @Test
  void a_feed_of_the_whole_container_or_from_an_instant_is_refused() {
    FeedRange all = FeedRange.forFullRange();
    assertThat(
            failure(
                    () ->
                        page(
                            CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(all),
                            1))
                .getStatusCode())
        .isEqualTo(400);
    assertThat(
            failure(
                    () ->
                        page(
                            CosmosChangeFeedRequestOptions.createForProcessingFromPointInTime(
                                Sdk.CLOCK.instant(), A),
                            1))
                .getStatusCode())
        .isEqualTo(400);
  }

  private static CosmosChangeFeedRequestOptions beginning() {
    return CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(A);
  }

  private static CosmosChangeFeedRequestOptions continuation(FeedResponse<JsonNode> page) {
    return CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(
        page.getContinuationToken());
  }

  private FeedResponse<JsonNode> page(CosmosChangeFeedRequestOptions options, int size) {
    return container
        .queryChangeFeed(options.setMaxItemCount(size), JsonNode.class)
        .iterableByPage()
        .iterator()
        .next();
  }

  private static List<String> ids(FeedResponse<JsonNode> page) {
    return page.getResults().stream().map(row -> row.path("id").asText()).toList();
  }
}
