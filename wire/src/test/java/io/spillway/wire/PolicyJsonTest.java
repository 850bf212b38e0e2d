package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.LinkStrictness;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.StreamRepeats;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyJsonTest {

  private static JsonFields fields(String json) {
    return new JsonFields(Json.readObject(json));
  }

  @Test
  void a_policy_stored_before_the_new_parts_inherits_them() {
    ObjectNode old = PolicyJson.write(PolicyDraft.EMPTY);
    old.remove(Set.of("shape", "exempt", "authors", "reports"));

    assertThat(PolicyJson.readStored(old)).isEqualTo(PolicyDraft.EMPTY);
  }

  @Test
  void strictness_of_links_is_a_word_in_lower_case_or_inherited() {
    JsonFields strict = fields("{\"links\":{\"strictness\":\"strict\"}}");
    JsonFields wrong = fields("{\"links\":{\"strictness\":\"very\"}}");

    assertThat(PolicyJson.read(strict).links().strictness()).isEqualTo(LinkStrictness.STRICT);
    assertThat(PolicyJson.read(fields("{\"links\":{}}"))).isEqualTo(PolicyDraft.EMPTY);
    PolicyJson.read(wrong);
    assertThat(wrong.wrong()).containsOnlyKeys("links.strictness");
  }

  @Test
  void parts_that_are_null_are_inherited() {
    JsonFields fields =
        fields(
            "{'shape':null,'exempt':{'authors':null},'authors':{'ignoreCase':null},'reports':null,"
                    .replace('\'', '"')
                + "\"rates\":{\"streamRepeats\":null}}");

    assertThat(PolicyJson.read(fields)).isEqualTo(PolicyDraft.EMPTY);
    assertThat(fields.wrong()).isEmpty();
    assertThat(fields.unknown()).isEmpty();
  }

  @Test
  void the_length_of_repeats_on_a_stream_has_a_default() {
    String limit = "{\"rates\":{\"streamRepeats\":{\"most\":5,\"seconds\":9}}}";

    assertThat(PolicyJson.read(fields(limit)).rates().streamRepeats())
        .isEqualTo(new StreamRepeats(new RateLimit(5, 9), 20));
    assertThat(
            PolicyJson.read(fields(limit.replace("9}", "9,\"minLength\":3}")))
                .rates()
                .streamRepeats())
        .isEqualTo(new StreamRepeats(new RateLimit(5, 9), 3));
  }

  @Test
  void a_limit_of_two_parts_needs_both() {
    JsonFields fields =
        fields(
            "{\"rates\":{\"streamRepeats\":{\"most\":5}},"
                + "\"shape\":{\"capitals\":{\"letters\":2,\"least\":1}},"
                + "\"authors\":{\"ignoreCase\":\"yes\"},\"exempt\":{\"roles\":[1]}}");

    PolicyJson.read(fields);

    assertThat(fields.wrong())
        .containsOnlyKeys(
            "rates.streamRepeats", "shape.capitals", "authors.ignoreCase", "exempt.roles");
    assertThat(fields.unknown()).containsExactly("shape.capitals.least");
  }

  @Test
  void capitals_are_a_share_and_a_number() {
    JsonFields fields = fields("{\"shape\":{\"capitals\":{\"most\":1,\"letters\":20}}}");

    assertThat(PolicyJson.read(fields).shape().capitals()).isEqualTo(new CapitalsLimit(1, 20));
  }
}
