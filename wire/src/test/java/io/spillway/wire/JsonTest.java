package io.spillway.wire;

import static io.spillway.wire.UnreadableJsonException.Reason.NOT_AN_OBJECT;
import static io.spillway.wire.UnreadableJsonException.Reason.NOT_JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1",
        "{'a':1}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1} x",
        "{\"a\":01}",
        "{\"a\":1,\"a\":2}",
        "{\"n\":{\"a\":1,\"a\":2}}",
        "{\"a\":NaN}",
        "nope",
        "{\"a\":1,}",
        "{\"a\":\"line\nbreak\"}",
        "// {}"
      })
  void text_other_than_exactly_one_json_value_is_rejected(String text) {
    assertThat(refusal(text).reason()).isEqualTo(NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "1", "\"text\"", "null", "true"})
  void json_that_is_not_an_object_is_rejected(String text) {
    assertThat(refusal(text).reason()).isEqualTo(NOT_AN_OBJECT);
  }

  @Test
  void an_error_contains_the_position_and_quotes_nothing() {
    assertThat(refusal("{\"secret\": hunter2}").problem())
        .isEqualTo("is not well-formed JSON, at line 1, column 19");
    assertThat(refusal("{\"secret\":1,\"secret\":2}").problem())
        .startsWith("must be one JSON value that names no field twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "-1E-99999999999", "0.1e2147483650"})
  void a_number_beyond_the_range_of_decimals_exceeds_the_limits(String number) {
    assertThat(refusal("{\"a\":" + number + "}").problem()).contains("exponents of 32 bits");
  }

  @Test
  void nesting_is_bounded() {
    assertThat(Json.readObject(nest(Json.MAX_DEPTH))).isNotEmpty();
    assertThat(refusal(nest(Json.MAX_DEPTH + 1)).problem()).contains("exceeds the limits");
    assertThat(refusal("{\"a\":" + "[".repeat(60_000)).reason()).isEqualTo(NOT_JSON);
  }

  @Test
  void a_byte_order_mark_is_ignored() {
    assertThat(Json.readObject("\uFEFF{\"a\":1}").path("a").intValue()).isEqualTo(1);
  }

  @Test
  void numbers_keep_the_digits_that_were_written() {
    JsonFields fields = new JsonFields(Json.readObject("{\"amount\":1.10,\"tier\":2}"));
    assertThat(fields.textOrNumber("amount")).isEqualTo("1.10");
    assertThat(fields.textOrNumber("tier")).isEqualTo("2");
  }

  @Test
  void every_field_of_a_wrong_type_is_reported() {
    JsonFields fields =
        new JsonFields(
            Json.readObject(
                "{\"a\":1,\"b\":\"2\",\"c\":true,\"d\":2147483648,\"e\":1.0,\"f\":null}"));
    assertThat(fields.text("a", "x")).isNull();
    assertThat(fields.wholeNumber("b")).isNull();
    assertThat(fields.textOrNumber("c")).isNull();
    assertThat(fields.wholeNumber("d")).isNull();
    assertThat(fields.wholeNumber("e")).isNull();
    assertThat(fields.text("f")).isNull();
    assertThat(fields.wrong()).containsOnlyKeys("a", "b", "c", "d", "e");
  }

  @Test
  void fields_that_were_not_read_are_unknown() {
    JsonFields fields = new JsonFields(Json.readObject("{\"a\":\"1\",\"b\":2,\"c\":null}"));
    fields.text("a", "alias");
    assertThat(fields.unknown()).containsExactly("b", "c");
  }

  private static String nest(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static UnreadableJsonException refusal(String text) {
    UnreadableJsonException refusal =
        catchThrowableOfType(UnreadableJsonException.class, () -> Json.readObject(text));
    assertThat(refusal).as(text).isNotNull();
    return refusal;
  }

  @Test
  void the_output_equals_that_of_jacksons_mapper() throws JsonProcessingException {
    ObjectNode tree = Json.object();
    tree.put("text", "a\"b\\c\n\t\u0001\u007f\u2028 \uD83D\uDE00 \uD83D /</script>é");
    tree.put("\"name\"\n", "").putNull("nothing").put("yes", true).put("no", false);
    tree.put("int", -1).put("long", Long.MIN_VALUE).put("double", 1e-7).put("float", 1.5f);
    tree.put("decimal", new BigDecimal("1.10")).put("large", new BigDecimal("1E+400"));
    tree.put("none", Double.NaN).put("infinite", Double.NEGATIVE_INFINITY);
    tree.put("whole", BigInteger.TEN.pow(30)).put("bytes", new byte[] {1, 2, 3});
    tree.putObject("empty");
    tree.putArray("list").add(1).add("two").addNull().addObject().putArray("inner");
    assertThat(Json.text(tree)).isEqualTo(new ObjectMapper().writeValueAsString(tree));
  }
}
