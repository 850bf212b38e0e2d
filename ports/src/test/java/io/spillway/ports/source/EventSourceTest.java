package io.spillway.ports.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource.Admission;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceTest {

  private static final Payload BODY = Payload.of("private");

  @ParameterizedTest
  @CsvSource({"twitch, true", "a-2, true", "Twitch, false", "2a, false", "a_b, false", "'', false"})
  void a_name_is_a_word_of_a_path(String name, boolean valid) {
    assertThat(EventSource.isName(name)).isEqualTo(valid);
    assertThat(EventSource.isName(name + "a".repeat(41))).isFalse();
  }

  @Test
  void a_delivery_has_an_id_that_fits() {
    assertThat(new Admission.Delivery("é/1 2", BODY).id()).isEqualTo("é/1 2");
    for (String id : new String[] {"", "x".repeat(513), "a\0b"}) {
      assertThatThrownBy(() -> new Admission.Delivery(id, BODY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("id must");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Revoked", "a b", "ü"})
  void a_notice_has_a_code(String code) {
    assertThatThrownBy(() -> new Admission.Notice(code))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_request_has_headers_in_any_case_and_shows_neither_them_nor_its_body() {
    SourceRequest request = new SourceRequest(Map.of("X-Key", "private"), BODY);

    assertThat(request.header("x-KEY")).contains("private");
    assertThat(request.header("y")).isEmpty();
    assertThat(request.toString()).isEqualTo("SourceRequest[7 bytes]");
  }
}
