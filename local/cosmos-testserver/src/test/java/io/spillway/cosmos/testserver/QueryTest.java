package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.createAll;
import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.ids;
import static io.spillway.cosmos.testserver.Sdk.json;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.SqlParameter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final CosmosContainer CONTAINER =
      Sdk.container(
          Sdk.spec()
              .withCompositeIndex("/state", "/at desc")
              .withExcludedPath("/body/?")
              .withExcludedPath("/deep/*"));

  @BeforeAll
  static void documents() {
    createAll(
        CONTAINER,
        "{'id':'1','pk':'A','n':10,'at':'2026-01-03','state':'open','tags':['x','y']}",
        "{'id':'2','pk':'A','n':2.5,'at':'2026-01-01','state':'open','who':{'name':'Ann'}}",
        "{'id':'3','pk':'A','n':'text','at':'2026-01-02','state':'done','order':1}",
        "{'id':'4','pk':'A','at':'2026-01-04','state':'done','body':'secret'}",
        "{'id':'5','pk':'B','n':-1,'at':'2026-01-05','state':'open'}",
        "{'id':'6','pk':'B','n':null,'at':'2026-01-06','state':'open'}");
  }

  @Test
  void a_query_in_one_partition_sees_only_that() {
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c")).containsExactly("1", "2", "3", "4");
    assertThat(ids(CONTAINER, "none", "SELECT * FROM c")).isEmpty();
  }

  @Test
  void a_query_across_partitions_sees_all() {
    assertThat(ids(CONTAINER, null, "SELECT * FROM c")).hasSize(6);
  }

  @Test
  void a_query_across_partitions_is_ordered() {
    assertThat(ids(CONTAINER, null, "SELECT * FROM c ORDER BY c.at DESC"))
        .containsExactly("6", "5", "4", "1", "3", "2");
  }

  @Test
  void order_by_puts_types_in_their_order_and_keeps_documents_without_the_path() {
    assertThat(ids(CONTAINER, null, "SELECT * FROM c ORDER BY c.n"))
        .containsExactly("4", "6", "5", "2", "1", "3");
    assertThat(ids(CONTAINER, null, "SELECT * FROM c ORDER BY c.n DESC"))
        .containsExactly("3", "1", "2", "5", "6", "4");
  }

  @Test
  void order_by_two_paths_uses_the_composite_index_in_either_direction() {
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c ORDER BY c.state ASC, c.at DESC"))
        .containsExactly("4", "3", "1", "2");
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c ORDER BY c.state DESC, c.at ASC"))
        .containsExactly("2", "1", "3", "4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM c ORDER BY c.state, c.at",
        "SELECT * FROM c ORDER BY c.at DESC, c.state",
        "SELECT * FROM c ORDER BY c.state, c.at DESC, c.id"
      })
  void order_by_two_paths_without_their_composite_index_is_refused(String sql) {
    assertRefused(sql, "composite index");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.body", "c.deep", "c.deep.er", "c._etag"})
  void order_by_a_path_that_is_not_indexed_is_refused(String path) {
    assertRefused("SELECT * FROM c ORDER BY " + path, "excluded");
  }

  @Test
  void a_filter_on_a_path_that_is_not_indexed_still_works() {
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c WHERE c.body = 'secret'")).containsExactly("4");
  }

  @Test
  void parameters_are_values() {
    String sql = "SELECT * FROM c WHERE c.state = @state AND c.n >= @least";
    assertThat(ids(CONTAINER, "A", sql, param("@state", "open"), param("@least", 2.5)))
        .containsExactly("1", "2");
    assertThat(ids(CONTAINER, "A", sql, param("@state", "' OR true"), param("@least", 1)))
        .isEmpty();
  }

  @Test
  void top_and_offset_limit_cut_the_rows() {
    assertThat(ids(CONTAINER, "A", "SELECT TOP 2 * FROM c ORDER BY c.at"))
        .containsExactly("2", "3");
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c ORDER BY c.at OFFSET 1 LIMIT 2"))
        .containsExactly("3", "1");
    assertThat(ids(CONTAINER, "A", "SELECT TOP @n * FROM c", param("@n", 3))).hasSize(3);
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c OFFSET 3 LIMIT 10")).containsExactly("4");
  }

  @Test
  void documents_are_counted() {
    assertThat(count(CONTAINER, "A", "SELECT VALUE COUNT(1) FROM c WHERE c.state = 'open'"))
        .isEqualTo(2);
    assertThat(count(CONTAINER, null, "SELECT VALUE COUNT(1) FROM c")).isEqualTo(6);
    assertThat(count(CONTAINER, "none", "SELECT VALUE COUNT(1) FROM c")).isZero();
  }

  @Test
  void values_and_fields_are_picked_and_undefined_ones_left_out() {
    assertThat(query(CONTAINER, "A", "SELECT VALUE c.who.name FROM c").toString())
        .isEqualTo("[\"Ann\"]");
    assertThat(query(CONTAINER, "A", "SELECT c.id, c.n, c['tags'][1] AS tag FROM c"))
        .containsExactly(
            json("{'id':'1','n':10,'tag':'y'}"),
            json("{'id':'2','n':2.5}"),
            json("{'id':'3','n':'text'}"),
            json("{'id':'4'}"));
  }

  @Test
  void the_sdk_can_read_all_of_a_partition_and_many_documents() {
    assertThat(CONTAINER.readAllItems(key("B"), JsonNode.class).stream()).hasSize(2);
    var some =
        List.of(
            new CosmosItemIdentity(key("A"), "1"),
            new CosmosItemIdentity(key("A"), "9"),
            new CosmosItemIdentity(key("B"), "5"));
    assertThat(CONTAINER.readMany(some, JsonNode.class).getResults()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM c WHERE",
        "SELECT * FROM c WHERE d.n = 1",
        "SELECT * FROM c WHERE c.n = @missing",
        "SELECT * FROM c WHERE c.order = 1",
        "SELECT * FROM c WHERE UPPER(c.state) = 'OPEN'",
        "SELECT * FROM c WHERE CONTAINS(c.state)",
        "SELECT * FROM c WHERE c.n BETWEEN 1 AND 2",
        "SELECT DISTINCT c.n FROM c",
        "SELECT c.state, COUNT(1) FROM c GROUP BY c.state",
        "SELECT VALUE SUM(c.n) FROM c",
        "SELECT * FROM c JOIN t IN c.tags",
        "SELECT * FROM c OFFSET 1",
        "SELECT TOP -1 * FROM c",
        "SELECT * FROM c WHERE c.state = 'open",
        "DELETE FROM c",
        ""
      })
  void unsupported_sql_is_rejected(String sql) {
    CosmosException failure = failure(() -> query(CONTAINER, "A", sql));
    assertThat(failure.getStatusCode()).isEqualTo(400);
  }

  @Test
  void a_keyword_as_a_property_is_written_in_brackets() {
    assertThat(ids(CONTAINER, "A", "SELECT * FROM c WHERE c['order'] = 1")).containsExactly("3");
  }

  private static void assertRefused(String sql, String why) {
    CosmosException failure = failure(() -> query(CONTAINER, "A", sql));
    assertThat(failure.getStatusCode()).isEqualTo(400);
    assertThat(failure.getMessage()).contains(why);
  }

  private static int count(CosmosContainer container, @Nullable String pk, String sql) {
    return query(container, pk, sql).get(0).asInt();
  }

  private static SqlParameter param(String name, Object value) {
    return new SqlParameter(name, value);
  }
}
