package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.deadletter.PayloadPatches.Change;
import io.spillway.ports.deadletter.PayloadPatches.Patched;
import io.spillway.ports.deadletter.PayloadPatches.Unfit;
import io.spillway.ports.queue.Payload;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchesTest {

  private static final String FIX =
      "[{'op':'test','path':'/currency','value':'usd'},"
          + "{'op':'replace','path':'/currency','value':'USD'}]";

  private final JsonPatches patches = new JsonPatches();

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private Patched patched(String patch, String payload) {
    assertThat(patches.problem(json(patch))).isEmpty();
    return (Patched) patches.apply(json(patch), Payload.of(json(payload)));
  }

  private String unfit(String patch, Payload payload) {
    assertThat(patches.problem(json(patch))).isEmpty();
    return ((Unfit) patches.apply(json(patch), payload)).why();
  }

  private String unfit(String patch, String payload) {
    return unfit(patch, Payload.of(json(payload)));
  }

  private static String tested(String operation) {
    return "[{'op':'test','path':'/type','value':'donation'}," + operation + "]";
  }

  @Test
  void a_patched_payload_keeps_every_other_digit_and_the_order_of_fields() {
    Patched result =
        patched(
            FIX,
            "{ 'z': 5.00, 'currency': 'usd', 'a': 1.10E+3, 'b': 12345678901234567890.10,"
                + " 'c': -7, 'd': {'y': 0.50, 'x': null} }");

    assertThat(result.payload().text())
        .contains(
            json(
                "{'z':5.00,'currency':'USD','a':1.10E+3,'b':12345678901234567890.10,"
                    + "'c':-7,'d':{'y':0.50,'x':null}}"));
    assertThat(result.changes())
        .containsExactly(new Change("/currency", json("'usd'"), json("'USD'")));
  }

  @Test
  void the_data_of_a_cloud_event_is_a_part_of_the_document() {
    String patch =
        "[{'op':'test','path':'/data/amount','value':'5,00'},"
            + "{'op':'replace','path':'/data/amount','value':'5.00'}]";

    assertThat(
            patched(patch, "{'specversion':'1.0','id':'e-1','data':{'amount':'5,00'}}")
                .payload()
                .text())
        .contains(json("{'specversion':'1.0','id':'e-1','data':{'amount':'5.00'}}"));
  }

  @ParameterizedTest
  @CsvSource({"5,5.00", "5.0,5", "500e-2,5", "0,0.000", "5.00,5.0"})
  void a_test_compares_numbers_by_value(String wanted, String given) {
    String patch =
        "[{'op':'test','path':'/amount','value':%s},{'op':'add','path':'/x','value':1}]"
            .formatted(wanted);

    assertThat(patched(patch, "{'amount':%s}".formatted(given)).payload().text())
        .contains(json("{'amount':%s,'x':1}".formatted(given)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'amount':'5'}",
        "{'amount':5.01}",
        "{'amount':[5]}",
        "{'amount':null}",
        "{'other':5}",
        "[5]",
        "5"
      })
  void a_test_of_another_value_or_type_does_not_fit(String payload) {
    String patch = "[{'op':'test','path':'/amount','value':5},{'op':'add','path':'/x','value':1}]";

    assertThat(unfit(patch, payload))
        .isEqualTo("operation 1, test /amount: the value differs or is missing");
  }

  @Test
  void a_test_compares_objects_without_the_order_of_their_fields() {
    String patch =
        "[{'op':'test','path':'/d','value':{'a':1,'b':[2.0]}}," + "{'op':'remove','path':'/d'}]";

    assertThat(patched(patch, "{'d':{'b':[2],'a':1.0}}").payload().text()).contains("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'op':'remove','path':'/gone'} | operation 2, remove /gone: there is no such value",
        "{'op':'replace','path':'/gone','value':1} | operation 2, replace /gone: it does not apply",
        "{'op':'add','path':'/a/b/c','value':1} | operation 2, add /a/b/c: it does not apply",
        "{'op':'add','path':'/list/9','value':1} | operation 2, add /list/9: it does not apply",
        "{'op':'add','path':'/list/x','value':1} | operation 2, add /list/x: it does not apply",
        "{'op':'move','from':'/gone','path':'/a'} | operation 2, move /a: it does not apply",
        "{'op':'move','from':'/o','path':'/o/p'} | operation 2, move /o/p: it does not apply"
      })
  void an_operation_without_its_target_does_not_fit(String operation, String why) {
    assertThat(unfit(tested(operation), "{'type':'donation','list':[1],'o':{'p':1},'secret':'s3'}"))
        .isEqualTo(why);
  }

  @Test
  void payloads_that_are_not_json_do_not_fit() {
    assertThat(unfit(FIX, "{'currency':'usd'")).isEqualTo("payload is not JSON");
    assertThat(unfit(FIX, Payload.of(new byte[] {(byte) 0xff}))).isEqualTo("payload is not JSON");
  }

  @Test
  void copies_that_double_the_payload_end_at_its_limit() {
    String copies =
        IntStream.range(0, 40)
            .mapToObj("{'op':'copy','from':'','path':'/copy-%d'}"::formatted)
            .collect(Collectors.joining(","));
    String patch = "[{'op':'test','path':'/type','value':'donation'}," + copies + "]";

    assertThat(unfit(patch, "{'type':'donation','more':'%s'}".formatted("x".repeat(1_000))))
        .endsWith("the payload would be too long");
  }

  @Test
  void an_unpaired_surrogate_is_not_replaced_by_a_question_mark() {
    assertThat(unfit(FIX, "{'currency':'usd','actor':'\\ud800'}"))
        .isEqualTo("payload has an unpaired surrogate");
  }

  @Test
  void changes_name_added_and_removed_values_and_truncate_long_ones() {
    String patch =
        tested(
            "{'op':'add','path':'/new~1one','value':'"
                + "y".repeat(300)
                + "'},"
                + "{'op':'remove','path':'/old'},{'op':'add','path':'/list/-','value':3}");

    List<Change> changes = patched(patch, "{'type':'donation','old':5.00,'list':[1,2]}").changes();

    assertThat(changes.get(0)).isEqualTo(new Change("/old", "5.00", null));
    assertThat(changes.get(1)).isEqualTo(new Change("/list", "[1,2]", "[1,2,3]"));
    assertThat(changes.get(2).path()).isEqualTo("/new~1one");
    assertThat(changes.get(2).before()).isNull();
    assertThat(changes.get(2).after()).hasSize(201).endsWith("…");
  }

  @Test
  void a_patch_to_the_same_value_has_no_changes() {
    assertThat(
            patched(
                    tested("{'op':'replace','path':'/type','value':'donation'}"),
                    "{'type':'donation'}")
                .changes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{} | must be a list of 1 to 50 operations of JSON Patch",
        "[] | must be a list of 1 to 50 operations of JSON Patch",
        "[1] | has an invalid operation 1: op must be one of add, remove, replace, move, copy, test",
        "[{'op':'TEST','path':'/a','value':1}] | has an invalid operation 1: op must be one of add,"
            + " remove, replace, move, copy, test",
        "[{'op':'test','path':'a','value':1}] | has an invalid operation 1: path must be a JSON"
            + " Pointer, such as /currency",
        "[{'op':'test','path':'/a~2','value':1}] | has an invalid operation 1: path must be a JSON"
            + " Pointer, such as /currency",
        "[{'op':'test','path':'/a'}] | has an invalid operation 1: value is required",
        "[{'op':'move','path':'/a'}] | has an invalid operation 1: from must be a JSON Pointer,"
            + " such as /currency",
        "[{'op':'remove','path':'/a'}] | must have a test, such as of the value that is replaced",
        "[{'op':'test','path':'/a','value':null}] | must have an operation other than tests"
      })
  void an_invalid_patch_is_refused_with_its_problem(String patch, String problem) {
    assertThat(patches.problem(json(patch))).contains(problem);
  }

  @Test
  void a_patch_of_too_many_operations_or_characters_is_refused() {
    String test = json("{'op':'test','path':'/a','value':1}");
    String tests = String.join(",", Collections.nCopies(51, test));

    assertThat(patches.problem("[" + tests + "]")).isPresent();
    assertThat(patches.problem("[" + " ".repeat(JsonPatches.MAX_LENGTH) + "]"))
        .contains("must have at most 16384 characters");
    assertThat(patches.problem("[")).isPresent();
  }
}
