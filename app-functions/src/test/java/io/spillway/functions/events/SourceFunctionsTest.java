package io.spillway.functions.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventIntake;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import io.spillway.functions.access.Callers;
import io.spillway.functions.http.Route;
import io.spillway.functions.http.RouteTable;
import io.spillway.functions.http.Router;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.testing.HmacSha256;
import io.spillway.wire.Json;
import io.spillway.wire.QueuedEvents;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFunctionsTest {

  private static final String CHEER =
      notification(
          "channel.cheer",
          "\"user_name\":\"Ann_Lee\",\"broadcaster_user_id\":\"1001\",\"bits\":50,"
              + "\"message\":\"a private joke\"");

  private final Service service = new Service();

  private static String notification(String type, String event) {
    return "{\"subscription\":{\"type\":\"" + type + "\"},\"event\":{" + event + "}}";
  }

  private Reply twitch(String id, String type, String body) {
    return twitch(id, type, body, Service.TWITCH_SECRET);
  }

  private Reply twitch(String id, String type, String body, String secret) {
    String timestamp = service.clock.instant().toString();
    Map<String, String> headers =
        Map.of(
            "content-type", "application/json",
            "twitch-eventsub-message-id", id,
            "Twitch-Eventsub-Message-Timestamp", timestamp,
            "TWITCH-EVENTSUB-MESSAGE-TYPE", type,
            "Twitch-Eventsub-Message-Signature",
                "sha256=" + HmacSha256.hex(secret, id + timestamp + body));
    return service.call(HttpMethod.POST, "/sources/twitch", headers, body);
  }

  private Reply kofi(String token, String fields) {
    String json = "{\"verification_token\":\"" + token + "\"," + fields + "}";
    return service.call(
        HttpMethod.POST,
        "/sources/kofi",
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        "data=" + URLEncoder.encode(json, UTF_8));
  }

  private static String payment(String id, String type, String amount) {
    return ("\"message_id\":\"%s\",\"type\":\"%s\",\"amount\":\"%s\",\"currency\":\"USD\","
            + "\"is_public\":true,\"from_name\":\"Ann Lee\",\"message\":\"a private joke\","
            + "\"timestamp\":\"2026-11-23T17:59:00Z\"")
        .formatted(id, type, amount);
  }

  private StreamTotals totals() {
    return service.adapters.stores().stats().totals("main");
  }

  private List<StreamEvent> events() {
    return service.adapters.stores().events().list("main", PageRequest.first(10)).items();
  }

  @Test
  void a_notification_becomes_an_event_of_its_source_with_the_messages_id() {
    Reply reply = twitch("m/1=", "notification", CHEER).is(204);
    service.deliverAll();

    assertThat(reply.response().getBody()).isEqualTo("");
    StreamEvent event = events().get(0);
    assertThat(event.eventId()).isEqualTo("m/1=");
    assertThat(event.source()).isEqualTo("twitch");
    assertThat(event.actor()).isEqualTo("Ann_Lee");
    assertThat(totals().count(EventType.CHEER)).isEqualTo(50);
    assertThat(service.context.logged()).noneMatch(line -> line.contains("private joke"));
  }

  @Test
  void a_repeated_delivery_counts_once() {
    for (int i = 0; i < 3; i++) {
      twitch("m-1", "notification", CHEER).is(204);
      kofi(Service.KOFI_TOKEN, payment("k-1", "Donation", "3.00")).is(200);
    }
    service.deliverAll();

    assertThat(totals().count(EventType.CHEER)).isEqualTo(50);
    assertThat(totals().donations()).isEqualTo(Map.of("USD", 300L));
    assertThat(events()).hasSize(2);
  }

  @Test
  void a_wrong_signature_is_refused_and_changes_nothing() {
    Reply reply = twitch("m-1", "notification", CHEER, "another-secret");

    reply.isProblem(403, "not-authentic");
    assertThat(service.eventQueue.approximateCount()).isZero();
    assertThat(service.telemetry.count(Kind.SOURCE_REFUSED)).isEqualTo(1);
    kofi("another-token", payment("k-1", "Donation", "3.00")).isProblem(403, "not-authentic");
    assertThat(service.telemetry.count(Kind.SOURCE_REFUSED)).isEqualTo(2);
    assertThat(service.context.logged()).noneMatch(line -> line.contains("another-token"));
  }

  @Test
  void an_old_message_is_refused() {
    String before = service.clock.instant().minus(Duration.ofMinutes(11)).toString();
    Map<String, String> headers =
        Map.of(
            "Twitch-Eventsub-Message-Id",
            "m-1",
            "Twitch-Eventsub-Message-Timestamp",
            before,
            "Twitch-Eventsub-Message-Type",
            "notification",
            "Twitch-Eventsub-Message-Signature",
            "sha256=" + HmacSha256.hex(Service.TWITCH_SECRET, "m-1" + before + CHEER));

    service
        .call(HttpMethod.POST, "/sources/twitch", headers, CHEER)
        .isProblem(403, "not-authentic");
  }

  @Test
  void a_challenge_is_answered_with_its_text_alone() {
    Reply reply =
        twitch("m-1", "webhook_callback_verification", "{\"challenge\":\"a-b-c 1\"}").is(200);

    assertThat(reply.response().getBody()).isEqualTo("a-b-c 1");
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
  }

  @Test
  void a_revocation_is_logged_and_counted_with_its_reason() {
    twitch("m-1", "revocation", "{\"subscription\":{\"status\":\"user_removed\"}}").is(204);

    assertThat(service.telemetry.count(Kind.SOURCE_NOTICE)).isEqualTo(1);
    assertThat(service.context.logged())
        .filteredOn(line -> line.contains("source_notice"))
        .singleElement()
        .asString()
        .contains("twitch.revoked.user_removed");
  }

  @Test
  void an_unknown_kind_is_answered_with_204_and_counted() {
    twitch("m-1", "notification", notification("stream.online", "\"id\":\"1\"")).is(204);
    kofi(Service.KOFI_TOKEN, payment("k-1", "Something New", "3.00")).is(204);

    assertThat(service.telemetry.count(Kind.SOURCE_IGNORED)).isEqualTo(2);
    assertThat(service.eventQueue.approximateCount()).isZero();
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void payments_of_kofi_are_events_and_a_subscription_is_also_its_money() {
    kofi(Service.KOFI_TOKEN, payment("k-1", "Donation", "3.00")).is(200);
    kofi(Service.KOFI_TOKEN, payment("k-2", "Subscription", "5.50")).is(200);
    kofi(Service.KOFI_TOKEN, payment("k-3", "Shop Order", "27.95")).is(200);
    service.deliverAll();

    assertThat(totals().count(EventType.SUBSCRIPTION)).isEqualTo(1);
    assertThat(totals().donations()).isEqualTo(Map.of("USD", 850L));
    assertThat(totals().custom()).isEqualTo(Map.of("kofi.shop-order", 1L));
    assertThat(events())
        .extracting(StreamEvent::eventId)
        .containsExactlyInAnyOrder("k-1", "k-2", "k-2/payment", "k-3");
  }

  @Test
  void a_delivery_for_an_unknown_channel_is_kept_byte_for_byte_and_accepted() {
    String cheer = CHEER.replace("1001", "999").replace("Ann_Lee", "Änn  Lee");
    twitch("m-1", "notification", cheer).is(204);
    twitch("m-1", "notification", cheer).is(204);
    service.deliverAll();

    List<DeadLetter> letters = service.letters();
    assertThat(letters).hasSize(1);
    DeadLetter letter = letters.get(0);
    assertThat(letter.failure().code()).isEqualTo("source.unreadable");
    assertThat(letter.arrival().queue()).isEqualTo("sources-twitch");
    assertThat(letter.arrival().messageId()).isEqualTo("m-1");
    assertThat(letter.arrival().payload()).isEqualTo(Payload.of(cheer));
  }

  @Test
  void an_event_with_bad_fields_is_kept_with_its_identity() {
    kofi(Service.KOFI_TOKEN, payment("k 1", "Donation", "3,00")).is(200);
    service.deliverAll();

    DeadLetter letter = service.letters().get(0);
    assertThat(letter.streamId()).isEqualTo("main");
    assertThat(letter.source()).isEqualTo("kofi");
    assertThat(letter.eventId()).isEqualTo("k 1");
    assertThat(letter.eventType()).isEqualTo("donation");
    assertThat(letter.failure().code()).isEqualTo("source.invalid");
    assertThat(letter.failure().message())
        .isEqualTo("amount must be a decimal number such as 5.00");
    assertThat(letter.arrival().payload().text().orElseThrow()).startsWith("{").contains("3,00");
  }

  @Test
  void an_id_with_another_content_is_kept_and_changes_nothing() {
    twitch("m-1", "notification", CHEER).is(204);
    String other = CHEER.replace("\"bits\":50", "\"bits\":70");
    twitch("m-1", "notification", other).is(204);
    service.deliverAll();

    assertThat(totals().count(EventType.CHEER)).isEqualTo(50);
    DeadLetter letter = service.letters().get(0);
    assertThat(letter.failure().code()).isEqualTo("event.id-reused");
    assertThat(letter.arrival().payload()).isEqualTo(Payload.of(other));
  }

  @Test
  void a_corrected_dead_letter_is_translated_again_and_keeps_its_id() {
    twitch("m-1", "notification", CHEER.replace("1001", "999")).is(204);
    service.deliverAll();

    editAndRedrive(CHEER);

    assertThat(totals().count(EventType.CHEER)).isEqualTo(50);
    assertThat(events()).extracting(StreamEvent::eventId).containsExactly("m-1");
  }

  @Test
  void only_the_bad_event_of_a_delivery_is_kept_and_redriven() {
    kofi(Service.KOFI_TOKEN, payment("k-1", "Subscription", "5,50")).is(200);
    service.deliverAll();
    assertThat(events()).extracting(StreamEvent::eventId).containsExactly("k-1");
    assertThat(service.letters().get(0).arrival().messageId()).isEqualTo("k-1/payment");

    editAndRedrive(
        "{\"verification_token\":\""
            + Service.KOFI_TOKEN
            + "\","
            + payment("k-1", "Subscription", "5.50")
            + "}");

    assertThat(events())
        .extracting(StreamEvent::eventId)
        .containsExactlyInAnyOrder("k-1", "k-1/payment");
    assertThat(totals().count(EventType.SUBSCRIPTION)).isEqualTo(1);
    assertThat(totals().donations()).isEqualTo(Map.of("USD", 550L));
  }

  private void editAndRedrive(String payload) {
    String id = service.letters().get(0).id();
    String version = service.adapters.stores().deadLetters().find(id).orElseThrow().version();
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\"");
    String edit = Json.text(Json.object().put("payload", payload).put("reason", "corrected"));
    URI uri = URI.create("http://127.0.0.1/api/dead-letters/" + id);
    TestRequest request = new TestRequest(HttpMethod.PATCH, uri, headers, Optional.of(edit));
    Reply.of(service.spillway.router().answer(null, request, service.context, () -> null)).is(200);
    service.clock.advance(Duration.ofSeconds(1));
    service.post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"corrected\"}").is(202);
    for (int i = 0; i < 2; i++) {
      service.advanceRedrives();
    }
  }

  @Test
  void an_outage_of_the_event_queue_is_answered_with_503_so_that_the_platform_repeats() {
    service.faults.outage(
        "WorkQueue.send", Failure.transientFailure("queue.unavailable", "no answer"));

    Reply reply = twitch("m-1", "notification", CHEER).isProblem(503, "unavailable");

    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(service.deadLetterQueue.approximateCount()).isZero();
  }

  @Test
  void an_outage_of_the_dead_letter_queue_is_answered_with_503() {
    service.deadLetterQueueFaults.outage(
        "WorkQueue.send", Failure.transientFailure("queue.unavailable", "no answer"));

    Reply reply =
        twitch("m-1", "notification", CHEER.replace("1001", "999")).isProblem(503, "unavailable");

    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"youtube", "TWITCH", "twitch%2F", "%20"})
  void a_source_that_is_not_set_up_is_not_found(String name) {
    service.call(HttpMethod.POST, "/sources/" + name, Map.of(), "{}").isProblem(404, "not-found");
  }

  @Test
  void only_post_is_allowed_and_a_large_body_is_refused() {
    assertThat(service.get("/sources/twitch").status()).isEqualTo(405);
    service
        .call(HttpMethod.POST, "/sources/twitch", Map.of(), "x".repeat(65_537))
        .isProblem(413, "body-too-large");
    service
        .call(HttpMethod.POST, "/sources/twitch", Map.of("Content-Encoding", "gzip"), "x")
        .isProblem(415, "unsupported-media-type");
    service
        .call(HttpMethod.POST, "/sources/twitch", Map.of(), null)
        .isProblem(403, "not-authentic");
  }

  @Test
  void names_of_sources_must_be_valid_and_unique() {
    assertThatThrownBy(() -> routes(new OwnSource("Own")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> routes(new OwnSource("own"), new OwnSource("own")))
        .isInstanceOf(IllegalStateException.class);
  }

  private List<Route> routes(EventSource... sources) {
    return SourceRoutes.of(
        List.of(sources),
        new EventIntake(
            new QueuedEvents(service.eventQueue),
            service.clock,
            () -> "new",
            EventIdentity.UNCHECKED),
        service.spillway.eventProcessing().rejected(),
        service.telemetry,
        service.clock);
  }

  /** A team's own source, with a bug whose message quotes the content. */
  private record OwnSource(String name) implements EventSource {
    @Override
    public Admission admit(SourceRequest request, Instant now) {
      return new Admission.Delivery("d-1", request.body());
    }

    @Override
    public List<EventDraft> translate(Admission.Delivery delivery) {
      throw new IllegalStateException("cannot read " + delivery.content().text());
    }
  }

  @Test
  void a_source_with_a_bug_loses_no_delivery_and_its_message_is_not_logged() {
    Router router =
        new Router(
            List.of(RouteTable.of(() -> routes(new OwnSource("own")), "sources")),
            Callers.local(),
            service.clock);
    URI uri = URI.create("http://127.0.0.1/api/sources/own");
    TestRequest request =
        new TestRequest(HttpMethod.POST, uri, Map.of(), Optional.of("a private joke"));

    Reply reply = Reply.of(router.answer(null, request, service.context, () -> null));
    service.deliverAll();

    reply.is(204);
    DeadLetter letter = service.letters().get(0);
    assertThat(letter.failure().code()).isEqualTo("source.failed");
    assertThat(letter.failure().message()).endsWith("java.lang.IllegalStateException");
    assertThat(letter.arrival().payload()).isEqualTo(Payload.of("a private joke"));
    assertThat(service.context.logged()).noneMatch(line -> line.contains("private joke"));
  }
}
