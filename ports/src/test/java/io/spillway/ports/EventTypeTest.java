package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.EventType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

  private static Stream<EventType> types() {
    return Arrays.stream(EventType.values());
  }

  @Test
  void each_detail_has_a_type_of_its_name() {
    assertThat(types().map(EventType::key))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventDetail.class.getPermittedSubclasses())
                .map(detail -> detail.getSimpleName().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void names_and_totals_are_unique() {
    assertThat(types().map(EventType::key)).doesNotHaveDuplicates();
    assertThat(types().map(EventType::total)).doesNotHaveDuplicates();
    assertThat(types().flatMap(type -> type.fields().stream())).contains(EventField.values());
  }

  @ParameterizedTest
  @EnumSource
  void a_type_is_found_by_its_name(EventType type) {
    assertThat(EventType.named(type.key())).contains(type);
    assertThat(EventType.named(type.name())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_detail_needs_each_field_of_its_type(EventType type) {
    for (EventField field : type.fields()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> type.detail(EventFields.NONE))
          .withMessageContaining("is missing");
      assertThat(field.key().replace('.', '_')).isEqualTo(field.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.001", "10000000000.01", "0", "-1", "one", "1e-9"})
  void money_is_read_as_written_or_rejected(String amount) {
    EventFields dollars = EventFields.NONE.with(EventField.CURRENCY, "USD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventType.DONATION.detail(dollars.with(EventField.AMOUNT, amount)));
    EventFields one = dollars.with(EventField.AMOUNT, "1.00");
    assertThat(EventType.DONATION.detail(one).values()).isEqualTo(one);
  }
}
