package io.spillway.cosmos.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
  private static final ObjectNode DOCUMENT =
      Sdk.json(
          "{'id':'1','n':5,'t':'Text','yes':true,'no':false,'nil':null,'o':{'x':{'y':1}},"
              + "'list':['a',{'k':1},2.0],'my name':'z','quote':'it\\u0027s'}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.n = 5",
        "c.n = 5.0",
        "c.n != 4",
        "c.n <> 4",
        "c.n > -1",
        "c.n >= 5 AND c.n <= 5 AND NOT c.n < 5",
        "c.n < 1e2",
        "c.t > 'Tex'",
        "c.t = \"Text\"",
        "c.yes",
        "NOT c.no",
        "c.yes > c.no",
        "c.nil = null",
        "c.o.x.y = 1",
        "c['o'][\"x\"].y = 1",
        "c['my name'] = 'z'",
        "c.quote = 'it\\'s'",
        "c.t = '\\u0054ext'",
        "c.list[0] = 'a'",
        "c.n IN (1, 5)",
        "c.n NOT IN (1, 2)",
        "NOT (c.n IN (1, 2))",
        "c.no OR c.yes AND c.yes",
        "(c.no OR c.yes) AND c.yes",
        "CONTAINS(c.t, 'ex')",
        "contains(c.t, 'EX', true)",
        "NOT CONTAINS(c.t, 'EX')",
        "STARTSWITH(c.t, 'Te')",
        "STARTSWITH(c.t, 'te', true)",
        "ARRAY_CONTAINS(c.list, 'a')",
        "ARRAY_CONTAINS(c.list, 2)",
        "NOT ARRAY_CONTAINS(c.list, 'b')",
        "IS_DEFINED(c.nil)",
        "NOT IS_DEFINED(c.none.deeper)",
        "c.none = 1 OR c.n = 5",
        "NOT (c.none = 1 AND c.n = 4)",
        "c.o = c.o",
        "c.list = c.list",
        "true"
      })
  void a_true_condition_returns_the_document(String condition) {
    assertThat(holds(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.n = 6",
        "c.t = 'text'",
        "c.no",
        "c.nil != null",
        "c.n IN (1, 2)",
        "c.n IN ('5')",
        "c.yes AND c.no OR c.no",
        "CONTAINS(c.t, 'EX', false)",
        "STARTSWITH(c.t, 'ext')",
        "ARRAY_CONTAINS(c.list, 'A')",
        "c.o != c.o",
        "false"
      })
  void a_condition_that_does_not_hold_filters_it_out(String condition) {
    assertThat(holds(condition)).isFalse();
  }

  /** Neither the condition nor its negation is true. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.none = 1",
        "c.none != 1",
        "c.none = c.none",
        "c.none < 1",
        "c.none IN (1)",
        "c.n = '5'",
        "c.n != '5'",
        "c.n != null",
        "c.o < c.o",
        "c.t",
        "CONTAINS(c.none, 'x')",
        "CONTAINS(c.n, '5')",
        "ARRAY_CONTAINS(c.t, 'T')",
        "c.none = 1 OR c.no",
        "c.none = 1 AND c.yes",
        "undefined"
      })
  void the_negation_of_undefined_is_undefined(String condition) {
    assertThat(holds(condition)).isFalse();
    assertThat(holds("NOT (" + condition + ")")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "c.n = | near 'end of query'",
        "c.n == 5 | near '='",
        "c.n = 5 5 | near '5'",
        "(c.n = 5 | expected )",
        "c.n = 'x | a string without an end",
        "c.n = '\\q' | unknown escape",
        "c.n = '\\u00' | four hexadecimal digits",
        "c.value = 1 | c[\"name\"]",
        "c[x] = 1 | quoted name or an index",
        "x.n = 1 | could not be resolved",
        "LOWER(c.t) = 't' | function not supported: LOWER",
        "IS_DEFINED(c.n, 1) | takes [1] arguments",
        "c.n = @n | parameter",
        "c.n IN () | expected a value",
        "c.n + 1 = 6 | near '+'"
      })
  void a_mistake_is_named(String condition, String why) {
    assertThatThrownBy(() -> holds(condition))
        .isInstanceOf(CosmosError.class)
        .hasMessageContaining(why);
  }

  @Test
  void depth_and_length_are_bounded() {
    String deep = "(".repeat(1000) + "true" + ")".repeat(1000);
    assertThatThrownBy(() -> holds(deep)).hasMessageContaining("nest deeper");
    assertThatThrownBy(() -> holds("c.t = '" + "x".repeat(600_000) + "'"))
        .hasMessageContaining("must not exceed");
    assertThat(holds("c.no" + " OR c.no".repeat(10_000) + " OR c.yes")).isTrue();
  }

  private static boolean holds(String condition) {
    return SqlParser.query("SELECT * FROM c WHERE " + condition, Map.of()).matches(DOCUMENT);
  }
}
