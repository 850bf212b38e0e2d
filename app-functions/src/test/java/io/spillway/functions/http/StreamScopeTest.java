package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import io.spillway.functions.access.Access;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Keys;
import io.spillway.functions.access.Role;
import io.spillway.functions.operations.OpenApiDocument;
import io.spillway.ports.queue.Delivery;
import io.spillway.testkit.Fixtures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys limited to the stream {@code main}. */
class StreamScopeTest {

  private static final Keys LIMITED =
      Keys.NONE
          .with(Role.APP, "chat:" + TestKeys.APP)
          .with(Role.MODERATOR, "grace[main]:" + TestKeys.MODERATOR)
          .with(Role.OPERATOR, "ada[main;second]:" + TestKeys.OPERATOR);

  private final Service service = new Service(Callers.onOneMachine(new Access(false, LIMITED)));

  @BeforeEach
  void hold() {
    for (String stream : List.of("main", "other")) {
      service.adapters.stores().violations().add(Fixtures.violation(stream, "m-1").build());
      service.adapters.stores().deadLetters().add(Fixtures.deadLetter(stream, "e-1").entry());
    }
  }

  private Reply as(Role role, HttpMethod method, String path) {
    Map<String, String> headers = new HashMap<>(TestKeys.headers(role));
    headers.putAll(Service.JSON);
    headers.put("If-Match", "\"0\"");
    return service.call(method, path, headers, method == HttpMethod.GET ? null : "{}");
  }

  /** Returns each route of a role, with its parameters for one stream. */
  private List<Route> routes(Role role) {
    List<Route> routes = new ArrayList<>();
    for (Route function : service.spillway.router().routes()) {
      if (new OpenApiDocument()
          .operation(function)
          .path("security")
          .toString()
          .contains(role.name().toLowerCase(Locale.ROOT))) {
        routes.add(function);
      }
    }
    assertThat(routes).hasSizeGreaterThan(10);
    return routes;
  }

  private static String path(Route function, String stream) {
    return ("/" + function.path())
            .replace("{streamId}", stream)
            .replace("{violationId}", stream + "~m-1")
            .replace("{deadLetterId}", stream + "~e-1")
            .replace("{notificationId}", stream + "~e-1")
            .replaceAll("\\{\\w+}", "1")
        + "?streamId="
        + stream;
  }

  @ParameterizedTest
  @EnumSource(names = "APP", mode = EnumSource.Mode.EXCLUDE)
  void no_route_serves_another_stream_and_none_is_touched(Role role) {
    for (Route function : routes(role)) {
      Reply reply = as(role, function.method(), path(function, "other"));
      assertThat(reply.status()).as(function.operation()).isEqualTo(403);
      assertThat(reply.text("type")).isEqualTo("/problems/stream-scope");
    }
    assertThat(service.faults.calls()).containsOnly("ViolationStore.add", "DeadLetterLedger.add");
  }

  @ParameterizedTest
  @EnumSource(names = "APP", mode = EnumSource.Mode.EXCLUDE)
  void no_route_serves_all_streams(Role role) {
    for (Route function : routes(role)) {
      String path = path(function, "other").replaceAll("\\?.*", "").replace("other", "x");
      assertThat(as(role, function.method(), path).status())
          .as(function.operation())
          .isEqualTo(403);
    }
  }

  /** The listed routes cannot be limited to a stream; a new route belongs here or in the check. */
  @Test
  void the_keys_stream_is_served_except_on_global_routes() {
    Set<String> refused = new TreeSet<>();
    for (Role role : List.of(Role.MODERATOR, Role.OPERATOR)) {
      for (Route function : routes(role)) {
        if (as(role, function.method(), path(function, "main")).status() == 403) {
          refused.add(function.operation());
        }
      }
    }
    assertThat(refused)
        .containsExactlyInAnyOrder(
            "ControlDeadLetterJob",
            "ControlRedrive",
            "ExportAuthor",
            "GetDefaultPolicy",
            "GetDefaultPolicyVersion",
            "GetDeadLetterJob",
            "GetErasure",
            "GetModerationHealth",
            "GetQueues",
            "GetRedrive",
            "ListAudit",
            "ListDeadLetterJobs",
            "ListDefaultPolicyVersions",
            "ListRedrives",
            "ListUnmoderated",
            "OrderDeadLetterJob",
            "PutDefaultPolicy",
            "RedriveDeadLetters",
            "RequestErasure",
            "SetDeadLetterGroupNote",
            "SimulatePolicy");
  }

  @Test
  void a_listing_shows_the_keys_stream_only() {
    assertThat(as(Role.MODERATOR, HttpMethod.GET, "/violations?streamId=main").items("streamId"))
        .containsExactly("main");
    assertThat(as(Role.OPERATOR, HttpMethod.GET, "/dead-letters?streamId=main").items("streamId"))
        .containsExactly("main");
    assertThat(as(Role.OPERATOR, HttpMethod.GET, "/dead-letters?streamId=second").items())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/violations/other~m-1?streamId=main",
        "/violations/other~m-1%3FstreamId=main",
        "/violations?streamId=main,other",
        "/violations?streamId=",
        "/violations?streamID=main",
        "/violations/%6dother~m-1"
      })
  void no_spelling_of_a_path_widens_a_key(String path) {
    as(Role.MODERATOR, HttpMethod.GET, path).isProblem(403, "stream-scope");
  }

  @Test
  void a_session_tells_the_limit_and_an_apps_key_is_not_limited() {
    assertThat(as(Role.OPERATOR, HttpMethod.GET, "/session").body().path("streams").toString())
        .isEqualTo("[\"main\",\"second\"]");
    as(Role.APP, HttpMethod.GET, "/streams/other/stats").is(200);
  }

  @Test
  void the_operator_who_ended_another_streams_workflow_is_hidden() {
    Map<String, String> headers = new HashMap<>(TestKeys.headers(Role.APP));
    headers.putAll(TestKeys.headers(Role.OPERATOR));
    for (String stream : List.of("main", "other")) {
      String events = "/streams/" + stream + "/events";
      Map<String, String> sent = new HashMap<>(headers);
      sent.putAll(Service.JSON);
      String follow = "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-9\"}";
      service.call(HttpMethod.POST, events, sent, follow).is(202);
      service.faults.failBefore("StatsStore.apply", Fixtures.outage());
      Delivery delivery = Service.onlyDelivery(service.eventQueue);
      service.beginEvent(delivery);
      service.eventQueue.delete(delivery);
      String end = "{\"who\":\"bo\",\"reason\":\"r\"}";
      service.durable.context().getClient().terminate(stream + "~e-9", end);
      Reply event = service.call(HttpMethod.GET, events + "/e-9", headers, null).is(200);
      assertThat(event.body().has("terminated")).isEqualTo(stream.equals("main"));
    }
  }
}
