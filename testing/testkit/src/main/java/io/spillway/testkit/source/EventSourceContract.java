package io.spillway.testkit.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.spillway.ports.Ids;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.EventSource.Admission;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.testkit.Fixtures;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link EventSource}. Extend it, and return your source and requests as its
 * platform sends them.
 */
public abstract class EventSourceContract {

  /** Text that {@link #eventRequest} contains and no message may repeat. */
  protected static final String PRIVATE_TEXT = "ann.private@example.org";

  /** Time at which requests are admitted. */
  protected static final Instant NOW = Fixtures.NOW;

  private static final int MUTATIONS = 2_000;
  private static final int MAX_RANDOM_BYTES = 300;

  /** {@return the source under test} */
  protected abstract EventSource source();

  /** {@return an authentic request at {@link #NOW} with one event, and {@link #PRIVATE_TEXT}} */
  protected abstract SourceRequest eventRequest();

  /**
   * {@return an authentic request of a kind that is no event, which is not {@linkplain
   * Admission.Refused refused}}
   */
  protected abstract SourceRequest otherRequest();

  /** {@return the request of {@link #eventRequest} with a wrong signature, token or key} */
  protected abstract SourceRequest forgedRequest();

  private Admission.Delivery delivery() {
    Admission admission = source().admit(eventRequest(), NOW);
    assertThat(admission).isInstanceOf(Admission.Delivery.class);
    return (Admission.Delivery) admission;
  }

  @Test
  void the_name_is_fit_for_a_path() {
    assertThat(EventSource.isName(source().name())).as(source().name()).isTrue();
    assertThat(source().acceptedStatus()).isBetween(200, 299);
  }

  @Test
  void an_event_has_a_stream_the_deliverys_id_and_the_source() {
    Admission.Delivery delivery = delivery();

    List<EventDraft> drafts = source().translate(delivery);

    assertThat(drafts).isNotEmpty();
    assertThat(drafts.get(0).eventId()).isEqualTo(delivery.id());
    Set<String> ids = new HashSet<>();
    for (EventDraft draft : drafts) {
      String id = requireNonNull(draft.eventId());
      assertThat(draft.source()).isEqualTo(source().name());
      assertThat(Ids.isValid(requireNonNull(draft.streamId()))).isTrue();
      assertThat(StreamEvent.idProblem(id)).isNull();
      assertThat(draft.type()).isNotNull();
      assertThat(draft.actor()).isNotBlank();
      assertThat(id + "/").startsWith(delivery.id() + "/");
      assertThat(ids.add(id)).as("another event has the id %s", id).isTrue();
    }
  }

  @Test
  void a_repeated_delivery_is_the_same_events() {
    Admission.Delivery first = delivery();
    Admission.Delivery second = delivery();

    assertThat(second).isEqualTo(first);
    assertThat(source().translate(second)).isEqualTo(source().translate(first));
  }

  @Test
  void a_kind_that_is_no_event_is_ignored() {
    Admission admission = source().admit(otherRequest(), NOW);

    assertThat(admission).isNotInstanceOf(Admission.Refused.class);
    if (admission instanceof Admission.Delivery delivery) {
      assertThat(source().translate(delivery)).isEmpty();
    }
  }

  @Test
  void a_forged_request_is_refused_and_the_reason_repeats_nothing() {
    Admission admission = source().admit(forgedRequest(), NOW);

    assertThat(admission).isInstanceOf(Admission.Refused.class);
    assertThat(((Admission.Refused) admission).problem()).isNotBlank();
    assertThat(admission.toString()).doesNotContain(PRIVATE_TEXT);
  }

  @Test
  void a_request_without_headers_and_body_is_refused() {
    assertThat(source().admit(new SourceRequest(Map.of(), Payload.of("")), NOW))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void header_names_are_read_in_any_case() {
    SourceRequest request = eventRequest();
    Map<String, String> upperCase = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> upperCase.put(name.toUpperCase(java.util.Locale.ROOT), value));

    assertThat(source().admit(new SourceRequest(upperCase, request.body()), NOW))
        .isEqualTo(delivery());
  }

  @Test
  void text_forms_repeat_nothing_of_the_request() {
    assertThat(eventRequest().toString()).doesNotContain(PRIVATE_TEXT);
    assertThat(delivery().toString()).doesNotContain(PRIVATE_TEXT);
    assertThat(source().toString()).doesNotContain(PRIVATE_TEXT);
  }

  @Test
  void a_changed_body_never_fails_in_an_undeclared_way() {
    Random random = new Random(1);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] body = mutate(eventRequest().body().bytes(), random);
      byte[] content = mutate(delivery().content().bytes(), random);
      admitAndTranslate(body);
      translate(new Admission.Delivery(delivery().id(), Payload.of(content)));
    }
  }

  @Test
  void random_bytes_never_fail_in_an_undeclared_way() {
    Random random = new Random(2);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = new byte[random.nextInt(MAX_RANDOM_BYTES)];
      random.nextBytes(bytes);
      admitAndTranslate(bytes);
      translate(new Admission.Delivery("d-1", Payload.of(bytes)));
    }
  }

  private void admitAndTranslate(byte[] body) {
    SourceRequest request = new SourceRequest(eventRequest().headers(), Payload.of(body));
    if (source().admit(request, NOW) instanceof Admission.Delivery delivery) {
      translate(delivery);
    }
  }

  private void translate(Admission.Delivery delivery) {
    try {
      for (EventDraft draft : source().translate(delivery)) {
        assertThat(draft.source()).isEqualTo(source().name());
        assertThat(draft.streamId()).isNotNull();
        assertThat(draft.eventId()).isNotNull();
      }
    } catch (UnreadableDeliveryException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain(PRIVATE_TEXT);
    } catch (RuntimeException e) {
      fail("not declared, for " + new String(delivery.content().bytes(), UTF_8), e);
    }
  }

  /** Returns a copy with a part that is replaced, removed or repeated. */
  private static byte[] mutate(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(40, bytes.length - from)) + 1;
    return switch (random.nextInt(3)) {
      case 0 -> {
        byte[] replaced = bytes.clone();
        replaced[from] = (byte) random.nextInt(256);
        yield replaced;
      }
      case 1 -> concat(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
      default -> concat(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
    };
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
